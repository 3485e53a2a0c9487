-- Makes the caller the leader of a flight, or says what it is to do.
-- KEYS: flight, its lease
-- ARGV: caller, lease (ms), now (microseconds), life of the fence (ms)
local holder = redis.call('GET', KEYS[2])
if holder == '!stored' then
  return {2, 0}
elseif holder == '!unshared' then
  return {3, 0}
elseif holder and holder ~= ARGV[1] then
  return {0, 0}
end
-- Greater than any before, even where Redis has forgotten those.
local fence = math.max((tonumber(redis.call('HGET', KEYS[1], 'fence') or '') or 0) + 1, tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], 'fence', string.format('%.0f', fence))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {1, fence}
