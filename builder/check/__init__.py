"""Rules and proofs. They read and report; they change nothing."""
