"""aiohttp's process; the arguments and the lines it prints are PeerMain's. What it allocates, Python does not tell."""

import asyncio
import os
import sys
import time

import aiohttp

FIELDS = {"User-Agent": "load", "Accept-Encoding": "gzip", "Connection": "keep-alive"}
BODY_BYTES = 1024
TICKS = os.sysconf("SC_CLK_TCK")


def server_cpu(pid):
    if not pid:
        return 0.0
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def status(name):
    with open("/proc/self/status") as lines:
        for line in lines:
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    return 0


class Tally:
    def __init__(self, server):
        self.server = server
        self.calls = self.bytes = 0
        self.latencies = []

    def ended(self, seconds, read):
        self.calls += 1
        self.bytes += read
        self.latencies.append(seconds)

    def read(self):
        return self.calls, self.bytes, time.process_time(), server_cpu(self.server), time.monotonic()

    def open(self):
        self.latencies = []
        return self.read()

    def report(self, phase, before):
        calls, read, cpu, server, seconds = (b - a for a, b in zip(before, self.read()))
        if read != calls * BODY_BYTES:
            sys.exit(f"{phase}: {read} bytes in {calls} calls")
        latencies = sorted(self.latencies)
        at = lambda share: latencies[min(len(latencies) - 1, int(len(latencies) * share))] * 1e6
        figures = {
            "rate": calls / seconds,
            "cpu_us": cpu * 1e6 / calls,
            "per_cpu_second": calls / cpu,
            "server_share": server / seconds,
            "p50_us": at(0.5),
            "p99_us": at(0.99),
            "p999_us": at(0.999),
            "failures": 0,
        }
        for name, value in figures.items():
            print(f"{phase}.{name}={value}")
        return calls / seconds


class Load:
    def __init__(self, session, uri, tally):
        self.session, self.uri, self.tally = session, uri, tally

    async def call(self, since):
        async with self.session.get(self.uri, headers=FIELDS) as answer:
            body = await answer.read()
        if answer.status != 200:
            sys.exit(f"status {answer.status}")
        self.tally.ended(time.monotonic() - since, len(body))

    async def warm_up(self, calls):
        """An interpreter has little to warm up."""

        async def chain():
            while self.tally.calls < calls:
                await self.call(time.monotonic())

        await asyncio.gather(*(chain() for _ in range(64)))

    async def closed(self, phase, concurrency, warm, seconds):
        stopped = False

        async def chain():
            while not stopped:
                await self.call(time.monotonic())

        chains = [asyncio.create_task(chain()) for _ in range(concurrency)]
        await asyncio.sleep(warm)
        before = self.tally.open()
        await asyncio.sleep(seconds)
        capacity = self.tally.report(phase, before)
        stopped = True
        await asyncio.gather(*chains)
        return capacity

    async def open(self, phase, rate, warm, seconds):
        start = time.monotonic()
        calls = int(rate * (warm + seconds))
        tasks = set()

        async def schedule():
            begun = 0
            while begun < calls:
                due = min(calls, int((time.monotonic() - start) * rate))
                for number in range(begun, due):
                    task = asyncio.create_task(self.call(start + number / rate))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                begun = due
                await asyncio.sleep(0.0002)

        generator = asyncio.create_task(schedule())
        await asyncio.sleep(warm)
        before = self.tally.open()
        await asyncio.sleep(seconds)
        self.tally.report(phase, before)
        await generator
        if tasks:
            await asyncio.gather(*tasks)


async def main(options):
    connector = aiohttp.TCPConnector(limit=int(options.get("connections", 512)))
    tally = Tally(int(options.get("server", 0)))
    # What it would add of its own is left out, as with the others.
    async with aiohttp.ClientSession(connector=connector, skip_auto_headers=["Accept"]) as session:
        load = Load(session, options["uri"], tally)
        capacity = 0
        await load.warm_up(int(options.get("warm", 60000)) // 20)
        for phase in options["phases"].split(","):
            name, warm, seconds = phase.split(":")
            number = int(name[1:])
            if name.startswith("o"):
                await load.open(name, capacity * number / 100, float(warm), float(seconds))
            else:
                capacity = await load.closed(name, number, float(warm), float(seconds))
    print(f"rss={status('VmRSS')}")
    print(f"peak_rss={status('VmHWM')}")


asyncio.run(main(dict(argument.split("=", 1) for argument in sys.argv[1:])))
