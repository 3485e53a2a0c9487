package dev.catchwater.trading.risk;

/** What may be sent. */
public enum TradingState {
    /** Everything the gates let pass. */
    ACTIVE,
    /** Only what makes positions smaller. */
    REDUCING,
    /**
     * The kill switch, or a drawdown: no entries, strategies are not listened to; what protects a position stays and is
     * renewed. Only a person resumes.
     */
    HALTED
}
