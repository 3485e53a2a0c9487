-- Gives a lease of a bucket (GCRA), or none. Times are microseconds.
-- KEYS: the bucket; when this Redis was first met
-- ARGV: burst, interval, tokens, now, max skew, reserve, settle, quiet, returning
local burst, interval, tokens = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local skew, reserve = tonumber(ARGV[5]), tonumber(ARGV[6])
local settle, quiet = tonumber(ARGV[7]), tonumber(ARGV[8])
local full = burst * interval

local clock = redis.call('TIME')
clock = clock[1] * 1000000 + clock[2]
local now = math.max(clock - skew, math.min(clock + skew, tonumber(ARGV[4])))

local function text(number)
  return string.format('%.0f', number)
end

-- A Redis that has forgotten everything must not take its buckets for full ones.
local born = tonumber(redis.call('GET', KEYS[2]) or '')
if not born then
  born = now
  redis.call('SET', KEYS[2], text(born))
end

local bucket = redis.call('HMGET', KEYS[1], 'arrival', 'seen', 'resumed')
local arrival = tonumber(bucket[1] or '') or (born + settle + full)
local seen = tonumber(bucket[2] or '') or 0
local resumed = tonumber(bucket[3] or '') or 0
if now - seen >= quiet then
  resumed = now
end
-- Nobody was heard for a while, and one who was away comes back: others still live on their shares.
if ARGV[9] == '1' and now - resumed <= settle then
  arrival = math.max(arrival, resumed + settle + full)
end
-- Further ahead it can only be when the clock was set back.
arrival = math.min(arrival, now + full + reserve + settle + 2 * skew)

local ahead = math.max(arrival, now)
local wait = math.max(0, ahead + tokens * interval - full - now)
local given = 0
if wait <= reserve then
  given = tokens
  arrival = ahead + tokens * interval
else
  wait = wait - reserve
end
redis.call('HSET', KEYS[1], 'arrival', text(arrival), 'seen', text(now), 'resumed', text(resumed))
redis.call('PEXPIRE', KEYS[1], text(math.ceil((math.max(arrival - now, 0) + settle) / 1000) + 60000))
return {given, math.ceil(wait)}
