package org.satbuddy.audit;

/** What was done. Names are written to the record and read by other programs, so they never change. */
public enum Action {
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    SESSION_ENDED,
    ACCOUNT_MADE,
    ACCOUNT_CHANGED,
    ACCOUNT_REMOVED,
    LIST_APPLIED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    TOKEN_MADE,
    TOKEN_REVOKED,
    PASS_MADE,
    PASS_CLOSED,
    AI_OFF,
    AI_ON
}
