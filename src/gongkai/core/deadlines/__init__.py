"""Events and a calendar make days, with the sentences that lead to them."""

from gongkai.core.deadlines.explanation import Explanation, explain
from gongkai.core.deadlines.reply import reply_deadline
from gongkai.core.deadlines.standing import Clock, Standing, State, stand

__all__ = ["Clock", "Explanation", "Standing", "State", "explain", "reply_deadline", "stand"]
