-- Marks a key as removed or invalidated up to a time; what a removal covers goes with it.
-- KEYS: heads
-- ARGV: which mark, up to when, life of the mark (ms), prefix of contents
local before = redis.call('HGET', KEYS[1], ARGV[1])
if not before or before < ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
if ARGV[1] == '!removed' then
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 1) == 'v' then
      local requested, content = string.match(all[i + 1], '^(%d+) %d+ %d+ (%S+) ')
      if not requested or requested <= ARGV[2] then
        redis.call('HDEL', KEYS[1], all[i])
        if content then
          redis.call('DEL', ARGV[4] .. content)
        end
      end
    end
  end
end
return 1
