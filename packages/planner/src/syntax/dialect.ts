/**
 * Whose reading of a text counts where two differ. `postgresql`: `~` finds its pattern anywhere in a text instead of
 * matching all of it, and a `[` right behind a value begins a subscript, whatever stands in it, instead of a name.
 */
export type Dialect = 'devopsql' | 'postgresql'
