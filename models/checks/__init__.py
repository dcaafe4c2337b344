"""The reviewer: pure functions of a form and its version that say what does not hold."""
