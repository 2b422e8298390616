/** What ran for more than an hour, which the usual run does not pay for: a span is found by the ends of the others. */
export const longRuns = `
CREATE INDEX outcome_long ON outcome (ended_at, first_started_at)
  WHERE ended_at - first_started_at > 3600000;
`;
