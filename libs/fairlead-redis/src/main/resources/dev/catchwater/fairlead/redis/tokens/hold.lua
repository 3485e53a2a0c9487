-- Renews a lease, or ends it, if it is still the caller's.
-- KEYS: lease
-- ARGV: caller, for how long (ms); 0 ends it
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if ARGV[2] == '0' then
  return redis.call('DEL', KEYS[1])
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
