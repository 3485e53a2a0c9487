-- Gives the caller the lease of some tokens, and what is stored, or says that another has it.
-- KEYS: tokens, their lease
-- ARGV: caller, lease (ms), now (microseconds)
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then
  return {'0'}
end
-- Greater than any before, even where Redis has forgotten those.
local fence = math.max((tonumber(redis.call('HGET', KEYS[1], 'claimed') or '') or 0) + 1, tonumber(ARGV[3]))
local text = string.format('%.0f', fence)
redis.call('HSET', KEYS[1], 'claimed', text)
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {'1', text, redis.call('HGET', KEYS[1], 'fence') or '0', redis.call('HGET', KEYS[1], 'tokens') or ''}
