"""Which series of a chart, or which bar of an only one, its headline is about: that has the strongest colour."""

from __future__ import annotations

import re
from math import inf

from msgspec.structs import replace

from builder.model.brief import Block, Brief, Chart, Exchange
from builder.model.chart import ChartKind, Series


def with_claimed_series(brief: Brief) -> Brief:
    """Return `brief` with the series that the headlines are about."""
    return replace(brief, exchanges=tuple(_with_claims(one) for one in brief.exchanges))


def _with_claims(exchange: Exchange) -> Exchange:
    if not any(isinstance(block, Chart) for block in exchange.answer):
        return exchange
    return replace(exchange, answer=tuple(_claimed(block, exchange.headline.text) for block in exchange.answer))


def _claimed(block: Block, headline: str) -> Block:
    """Return a chart with the only series that the headline names, of bars side by side else the highest at the end."""
    if not isinstance(block, Chart):
        return block
    if len(block.series) < 2:
        bars = [number for number, one in enumerate(block.categories) if _names(headline, one)]
        alone = block.kind is ChartKind.BAR and len(bars) == 1 and len(block.categories) > 2
        return replace(block, claimed=bars[0]) if alone else block
    named = [number for number, one in enumerate(block.series) if _names(headline, one.name)]
    if len(named) == 1:
        return replace(block, claimed=named[0])
    if block.kind is not ChartKind.BAR:
        return block
    return replace(block, claimed=max(range(len(block.series)), key=lambda number: _last(block.series[number])))


def _names(headline: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline, re.IGNORECASE) is not None


def _last(series: Series) -> float:
    return next((abs(one) for one in reversed(series.values) if one is not None), -inf)
