-- Where each journal begins; settings that changed begin a new one.
CREATE TABLE genesis (
    epoch bigint PRIMARY KEY,
    prefix text NOT NULL UNIQUE,
    settings text NOT NULL,
    balances jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

-- Everything an engine was told, in order: told again it leaves the same state, which the hash says.
CREATE TABLE journal (
    epoch bigint NOT NULL REFERENCES genesis,
    number bigint NOT NULL,
    hash bigint NOT NULL,
    event text NOT NULL,
    PRIMARY KEY (epoch, number)
);

-- Orders before they were sent. Numbers are unscaled.
CREATE TABLE intent (
    client_id text PRIMARY KEY,
    epoch bigint NOT NULL REFERENCES genesis,
    symbol text NOT NULL,
    side text NOT NULL,
    type text NOT NULL,
    quantity bigint NOT NULL,
    price bigint NOT NULL,
    stop_price bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

-- A trade id of an exchange is booked once.
CREATE TABLE fill (
    symbol text NOT NULL,
    trade_id text NOT NULL,
    epoch bigint NOT NULL REFERENCES genesis,
    client_id text NOT NULL,
    side text NOT NULL,
    price bigint NOT NULL,
    quantity bigint NOT NULL,
    fee numeric NOT NULL,
    fee_asset text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (symbol, trade_id)
);
