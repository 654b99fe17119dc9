/** How the text of a property is read. */
export type PropertyType = 'text' | 'secret' | 'boolean' | 'integer' | 'choice' | 'list'

/** What a property may hold once it is read. */
export type PropertyValue = string | number | boolean | readonly string[] | undefined

export type PropertyCategory =
  | 'Authentication'
  | 'Azure DevOps'
  | 'OAuth'
  | 'TLS'
  | 'Firewall'
  | 'Proxy'
  | 'Logging'
  | 'Schema'
  | 'Caching'
  | 'Rows'
  | 'Execution'
  | 'Behaviour'
  | 'Pooling'
  | 'Licence'
  | 'Hidden'

/** Everything that is known about a property except its name. */
export interface PropertyFacts<Value extends PropertyValue = PropertyValue> {
  readonly type: PropertyTypeOf<Value>
  readonly category: PropertyCategory
  /** Undefined: not set. */
  readonly default: Value
  /** One or two sentences for the person who writes the connection string. */
  readonly doc: string
  /** `not-yet`: read and checked, but nothing acts on it so far. */
  readonly status: 'supported' | 'not-yet'
  /** What a `choice` or an entry of a `list` may be, as it is written in the result. */
  readonly values?: readonly string[]
  /** Other spellings of a choice's values, in lower case. */
  readonly valueAliases?: Readonly<Record<string, string>>
  /** Values that are known but not acted upon yet: one of them is an error, since ignoring it would mislead. */
  readonly unsupportedValues?: readonly string[]
  /** The same for text. */
  readonly unsupportedPattern?: RegExp
  /** What ignoring a `not-yet` property does: nothing worse than a note, or something that has to be an error. */
  readonly ignoring?: 'note' | 'error'
  /** What text has to look like, and in words. */
  readonly pattern?: RegExp
  readonly expected?: string
  readonly minimum?: number
  readonly maximum?: number
  /** Whole numbers between these two that have no meaning. */
  readonly meaningless?: readonly number[]
  /** Between the entries of a `list`; `;` when absent. */
  readonly separator?: ';' | ','
  /** Authentication schemes that can't do without it. */
  readonly neededBy?: readonly string[]
  /** Other names of the property. */
  readonly aliases?: readonly string[]
  /** What is said when the property is used without effect, or refused. */
  readonly note?: string
}

/** The types that a property with such values may have. */
export type PropertyTypeOf<Value> = [Value] extends [boolean | undefined]
  ? 'boolean'
  : [Value] extends [number | undefined]
    ? 'integer'
    : [Value] extends [readonly string[]]
      ? 'list'
      : PropertyType

/** One fact sheet for each property of a group of options: a property can't be typed and forgotten in the table. */
export type PropertyTable<Options> = {
  readonly [Name in keyof Options]-?: Options[Name] extends PropertyValue
    ? PropertyFacts<Options[Name]>
    : never
}

/** A property of the connection string, as tools and documents see it. */
export interface ConnectionProperty extends PropertyFacts {
  readonly name: string
  /** `secret`: the value never appears in a message, a log or a redacted string. */
  readonly sensitivity: 'public' | 'secret'
}
