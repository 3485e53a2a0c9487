-- Stores tokens, unless those of a later lease are there. Who claimed later but has brought nothing keeps nobody out:
-- what was got last is what the authorization server knows.
-- KEYS: tokens
-- ARGV: fence, tokens
if (tonumber(redis.call('HGET', KEYS[1], 'fence') or '') or 0) > tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'tokens', ARGV[2])
return 1
