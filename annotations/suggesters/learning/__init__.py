"""Learning from decisions: examples, learners, the gate."""
