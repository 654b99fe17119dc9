/** A usage taken apart. */
export interface Usage {
  /** In lower case. */
  readonly name: string
  readonly arguments: readonly string[]
  /** More arguments may follow. */
  readonly isOpen: boolean
}

/** Reads `NAME(argument, argument)`, where `...` as the last argument stands for more of them. */
export function readUsage(usage: string): Usage {
  const [name = '', list = ''] = usage.slice(0, -1).split('(')
  const names = list === '' ? [] : list.split(', ')
  return {
    name: name.toLowerCase(),
    arguments: names.filter((each) => each !== '...'),
    isOpen: names.at(-1) === '...',
  }
}

/** Arguments that are points in time: a text in their place is read as a timestamp. */
export const momentArguments: ReadonlySet<string> = new Set(['date', 'startDate', 'endDate'])
