-- Stores a variant, its head and its content together.
-- KEYS: heads, content, flight
-- ARGV: field, value, requested, now, life of the content (ms), content, prefix of contents, most variants, fence
local removed = redis.call('HGET', KEYS[1], '!removed')
if removed and ARGV[3] <= removed then
  return 0
end
if ARGV[9] ~= '' then
  local fence = redis.call('HGET', KEYS[3], 'fence')
  if fence and tonumber(fence) > tonumber(ARGV[9]) then
    return 0
  end
end

local function drop(field, content)
  redis.call('HDEL', KEYS[1], field)
  if content then
    redis.call('DEL', ARGV[7] .. content)
  end
end

local all = redis.call('HGETALL', KEYS[1])
local old
local others = {}
for i = 1, #all, 2 do
  if string.sub(all[i], 1, 1) == 'v' then
    local requested, keep, content = string.match(all[i + 1], '^(%d+) %d+ (%d+) (%S+) ')
    if not requested or keep <= ARGV[4] then
      drop(all[i], content)
    elseif all[i] ~= ARGV[1] then
      others[#others + 1] = {all[i], requested, content}
    elseif requested > ARGV[3] then
      return 0
    else
      old = content
    end
  end
end
if #others >= tonumber(ARGV[8]) then
  table.sort(others, function(one, other) return one[2] < other[2] end)
  for i = 1, #others - tonumber(ARGV[8]) + 1 do
    drop(others[i][1], others[i][3])
  end
end
if old then
  redis.call('DEL', ARGV[7] .. old)
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[6], 'PX', ARGV[5])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[5]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
return 1
