-- Replaces the head of a variant that is still the one that was found.
-- KEYS: heads, up to when everything is removed
-- ARGV: field before, times before, field after, times after, head after, now, life (ms), prefix of contents
local value = redis.call('HGET', KEYS[1], ARGV[1])
if not value then
  return 0
end
local requested, responded, keep, content = string.match(value, '^(%d+) (%d+) (%d+) (%S+) ')
local removed = redis.call('HGET', KEYS[1], '!removed')
local everything = redis.call('GET', KEYS[2])
if not requested
    or requested .. ' ' .. responded ~= ARGV[2]
    or keep <= ARGV[6]
    or (removed and requested <= removed)
    or (everything and requested <= everything)
    or redis.call('EXISTS', ARGV[8] .. content) == 0 then
  return 0
end
redis.call('HDEL', KEYS[1], ARGV[1])
local other = redis.call('HGET', KEYS[1], ARGV[3])
local others = other and string.match(other, '^%d+ %d+ %d+ (%S+) ')
if others then
  redis.call('DEL', ARGV[8] .. others)
end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4] .. ' ' .. content .. ' ' .. ARGV[5])
for _, key in ipairs({KEYS[1], ARGV[8] .. content}) do
  if redis.call('PTTL', key) < tonumber(ARGV[7]) then
    redis.call('PEXPIRE', key, ARGV[7])
  end
end
return 1
