"""A report that is silent but for what a test expects."""

from builder.model.findings import Finding, Report


class ExpectingReport(Report):
    """A report whose findings a test must take, each kind by its number; what is left at the end fails the test."""

    def take(self, number: str) -> list[Finding]:
        """Return the findings of rule `number`, of which there must be some, and leave them out of the report."""
        taken = [one for one in self.findings if one.code.number == number]
        assert taken, f"no {number}, but {self.told()}"
        self.findings[:] = [one for one in self.findings if one.code.number != number]
        return taken

    def told(self) -> list[str]:
        """Return what is in the report, for messages."""
        return [f"{one.span}: {one.code.number} {one.message}" for one in self.findings]
