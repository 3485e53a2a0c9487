-- The kill switch before there is an account that it could stop: whoever begins next begins halted.
CREATE TABLE stop (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    by text NOT NULL,
    reason text NOT NULL,
    leave boolean NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
