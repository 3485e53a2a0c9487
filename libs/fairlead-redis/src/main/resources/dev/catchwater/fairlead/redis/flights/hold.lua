-- Renews a lease, or ends it, if it is still the caller's.
-- KEYS: lease
-- ARGV: caller, what becomes of it ('' ends it, '=' renews it, else it is what others are to read), for how long (ms)
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
elseif ARGV[2] == '=' then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1
