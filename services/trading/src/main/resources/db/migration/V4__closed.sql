-- Whether only a person lets trading go on, and whether the epoch is over: nobody may write to it then.
ALTER TABLE genesis ADD COLUMN halted boolean NOT NULL DEFAULT false;
ALTER TABLE genesis ADD COLUMN closed boolean NOT NULL DEFAULT false;
CREATE INDEX intent_epoch ON intent (epoch, symbol);
CREATE INDEX fill_epoch ON fill (epoch, symbol);
