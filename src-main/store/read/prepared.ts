/** Each statement is prepared when it is first asked for, and once. */
export function prepared<Statement>(
  prepare: (sql: string) => Statement,
): (sql: string) => Statement {
  const known = new Map<string, Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}
