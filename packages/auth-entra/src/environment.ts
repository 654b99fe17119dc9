/** A variable of the environment; undefined when it is not set or empty. */
export function variable(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
