-- Marks groups as invalidated up to a time, or everything as removed.
-- KEYS: the groups, or the one for everything
-- ARGV: up to when, life of the marks (ms)
for _, key in ipairs(KEYS) do
  local before = redis.call('GET', key)
  local at = (before and before > ARGV[1]) and before or ARGV[1]
  redis.call('SET', key, at, 'PX', ARGV[2])
end
return #KEYS
