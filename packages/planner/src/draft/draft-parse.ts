/* Temporary: stands in until syntax/ has the real parser. */
import { DevopsqlError } from '@devopsql/errors'
import type * as A from '../syntax/ast.ts'

type T = { t: 'id' | 'q' | 'n' | 's' | 'o' | 'p' | 'e'; v: string; s: number; e: number }
const fail = (m: string, position: number): never => {
  throw new DevopsqlError(m, { code: 'DEVOPSQL_SYNTAX_ERROR', position })
}
function lex(sql: string): T[] {
  const out: T[] = []
  const re =
    /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|("(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)|('(?:[^']|'')*')|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(\$\w+|@\w+|:[A-Za-z_]\w*|\?)|(::|<>|!=|<=|>=|==|\|\||->>|->|:=|=>|\*\*|\/\/|<<|>>|[-+*/%^=<>(),.;~&|])/gy
  let at = 0
  let n = 0
  while (at < sql.length) {
    re.lastIndex = at
    const m = re.exec(sql)
    if (!m) fail(`unexpected ${sql[at]}`, at)
    const e = re.lastIndex
    const [x, q, s, num, id, p, o] = m as RegExpExecArray
    if (q)
      out.push({
        t: 'q',
        v: q[0] === '"' ? q.slice(1, -1).replaceAll('""', '"') : q.slice(1, -1),
        s: at,
        e,
      })
    else if (s) out.push({ t: 's', v: s.slice(1, -1).replaceAll("''", "'"), s: at, e })
    else if (num) out.push({ t: 'n', v: num, s: at, e })
    else if (id) out.push({ t: 'id', v: id, s: at, e })
    else if (p) out.push({ t: 'p', v: p === '?' ? String(++n) : p.slice(1), s: at, e })
    else if (o) out.push({ t: 'o', v: o, s: at, e })
    void x
    at = e
  }
  out.push({ t: 'e', v: '', s: at, e: at })
  return out
}
const reserved = new Set(
  'select from where group having order limit offset union intersect except join inner left right full cross on using natural as and or not when then else end case with window qualify fetch distinct by is in between like ilike top lateral semi anti'.split(
    ' ',
  ),
)
export function parse(sql: string): A.Statement {
  const ts = lex(sql)
  let i = 0
  const cur = (): T => ts[i] as T
  const kw = (...w: string[]): boolean =>
    w.every((x, k) => {
      const t = ts[i + k]
      return t?.t === 'id' && t.v.toLowerCase() === x
    })
  const eat = (...w: string[]): boolean => {
    if (!kw(...w)) return false
    i += w.length
    return true
  }
  const op = (v: string): boolean => cur().t === 'o' && cur().v === v
  const eatOp = (v: string): boolean => {
    if (!op(v)) return false
    i++
    return true
  }
  const need = (v: string): void => {
    if (!eatOp(v)) fail(`${cur().v || 'the end'} where ${v} is expected`, cur().s)
  }
  const needKw = (v: string): void => {
    if (!eat(v)) fail(`${cur().v || 'the end'} where ${v.toUpperCase()} is expected`, cur().s)
  }
  const ident = (): A.Identifier => {
    const t = cur()
    if (t.t !== 'q' && t.t !== 'id') fail(`${t.v || 'the end'} where a name is expected`, t.s)
    i++
    return { kind: 'identifier', name: t.v, span: { start: t.s, end: t.e } }
  }
  const isName = (): boolean =>
    cur().t === 'q' || (cur().t === 'id' && !reserved.has(cur().v.toLowerCase()))
  const list = <X>(f: () => X): X[] => {
    const r = [f()]
    while (eatOp(',')) r.push(f())
    return r
  }
  const query = (): A.Query => {
    let w: A.With | undefined
    if (eat('with')) {
      const recursive = eat('recursive')
      w = {
        kind: 'with',
        recursive,
        tables: list(() => {
          const name = ident()
          let columns: A.Identifier[] = []
          if (eatOp('(')) {
            columns = list(ident)
            need(')')
          }
          needKw('as')
          need('(')
          const q = query()
          need(')')
          return { kind: 'common-table', name, columns, query: q } as A.CommonTable
        }),
      }
    }
    let top: A.Expression | undefined
    const setTop = (e: A.Expression): void => {
      top = e
    }
    const body = setOps(0, setTop)
    let orderBy: A.OrderElement[] = []
    if (eat('order', 'by')) orderBy = orderList()
    let limit = top
    let offset: A.Expression | undefined
    for (;;) {
      if (eat('limit')) {
        limit = expr()
        if (eatOp(',')) {
          offset = limit
          limit = expr()
        }
      } else if (eat('offset')) {
        offset = expr()
        eat('rows') || eat('row')
      } else if (eat('fetch')) {
        eat('first') || eat('next')
        limit = expr()
        eat('rows') || eat('row')
        eat('only')
      } else break
    }
    return { kind: 'query', with: w, body, orderBy, limit, limitPercent: false, offset }
  }
  const setOps = (min: number, setTop: (e: A.Expression) => void): A.QueryBody => {
    let left = primaryBody(setTop)
    for (;;) {
      const o = kw('union')
        ? 'union'
        : kw('except')
          ? 'except'
          : kw('intersect')
            ? 'intersect'
            : undefined
      if (!o || (o === 'intersect' ? 2 : 1) <= min) return left
      i++
      const all = eat('all')
      eat('distinct')
      left = {
        kind: 'set-operation',
        operator: o,
        all,
        byName: eat('by', 'name'),
        left,
        right: setOps(o === 'intersect' ? 2 : 1, setTop),
      }
    }
  }
  const primaryBody = (setTop: (e: A.Expression) => void): A.QueryBody => {
    if (eatOp('(')) {
      const q = query()
      need(')')
      return q.with || q.orderBy.length || q.limit || q.offset ? q : q.body
    }
    if (eat('values'))
      return {
        kind: 'values',
        rows: list(() => {
          need('(')
          const items = list(expr)
          need(')')
          return { kind: 'values-row', items } as A.ValuesRow
        }),
      }
    needKw('select')
    let distinct: A.Distinct | undefined
    if (eat('distinct')) {
      let on: A.Expression[] = []
      if (eat('on')) {
        need('(')
        on = list(expr)
        need(')')
      }
      distinct = { kind: 'distinct', on }
    } else eat('all')
    if (kw('top') && ts[i + 1]?.t === 'n') {
      i++
      setTop(primary())
    }
    const items = list(selectItem)
    const from = eat('from') ? list(table) : []
    const where = eat('where') ? expr() : undefined
    let groupBy: A.GroupBy | undefined
    if (eat('group', 'by'))
      groupBy = eat('all')
        ? { kind: 'group-by', all: true, elements: [] }
        : { kind: 'group-by', all: false, elements: list(expr) }
    const having = eat('having') ? expr() : undefined
    const qualify = eat('qualify') ? expr() : undefined
    return { kind: 'select', distinct, items, from, where, groupBy, having, windows: [], qualify }
  }
  const selectItem = (): A.SelectItem => {
    const e = expr()
    let alias: A.Identifier | undefined
    if (eat('as')) alias = ident()
    else if (isName()) alias = ident()
    return { kind: 'select-item', expression: e, alias }
  }
  const orderList = (): A.OrderElement[] =>
    list(() => {
      const expression = expr()
      const direction = eat('desc') ? 'desc' : (eat('asc'), 'asc')
      const nulls = eat('nulls', 'first') ? 'first' : (eat('nulls', 'last'), 'last')
      return { kind: 'order-item', expression, direction, nulls } as A.OrderItem
    })
  const alias = (): A.TableAlias | undefined => {
    if (!eat('as') && !isName()) return undefined
    const name = ident()
    let columns: A.Identifier[] = []
    if (eatOp('(')) {
      columns = list(ident)
      need(')')
    }
    return { kind: 'table-alias', name, columns }
  }
  const tablePrimary = (): A.TableExpression => {
    const lateral = eat('lateral')
    const s = cur().s
    if (eatOp('(')) {
      if (kw('select') || kw('with') || kw('values') || op('(')) {
        const mark = i
        try {
          const q = query()
          need(')')
          return { kind: 'derived-table', query: q, lateral, alias: alias() }
        } catch (error) {
          if (!op('(')) throw error
          i = mark
        }
      }
      const t = table()
      need(')')
      return t
    }
    const path = [ident()]
    while (eatOp('.')) path.push(ident())
    if (eatOp('(')) {
      const args = op(')') ? [] : list(expr)
      need(')')
      return {
        kind: 'table-function',
        qualifier: path.slice(0, -1),
        name: path.at(-1)?.name ?? '',
        arguments: args,
        ordinality: false,
        lateral,
        alias: alias(),
      }
    }
    const end = ts[i - 1]?.e ?? s
    return { kind: 'table', path, alias: alias(), span: { start: s, end } }
  }
  const table = (): A.TableExpression => {
    let left = tablePrimary()
    for (;;) {
      const natural = eat('natural')
      let type: A.JoinType | undefined
      if (eat('cross', 'join')) type = 'cross'
      else if (eat('inner', 'join') || eat('join')) type = 'inner'
      else
        for (const x of ['left', 'right', 'full'] as const)
          if (kw(x) && (kw(x, 'join') || kw(x, 'outer', 'join'))) {
            i++
            eat('outer')
            needKw('join')
            type = x
            break
          }
      if (!type) for (const x of ['semi', 'anti'] as const) if (eat(x, 'join')) type = x
      if (!type) return left
      const right = tablePrimary()
      let on: A.Expression | undefined
      let using: A.Identifier[] = []
      if (eat('on')) on = expr()
      else if (eat('using')) {
        need('(')
        using = list(ident)
        need(')')
      }
      left = { kind: 'join', type, natural, asof: false, left, right, on, using }
    }
  }
  const binary = (operator: string, left: A.Expression, right: A.Expression): A.Expression => ({
    kind: 'binary',
    operator: operator as A.BinaryOperator,
    left,
    right,
  })
  const chain = (operator: 'and' | 'or', next: () => A.Expression): A.Expression => {
    const operands = [next()]
    while (eat(operator)) operands.push(next())
    return operands.length === 1
      ? (operands[0] as A.Expression)
      : { kind: 'logical', operator, operands }
  }
  const expr = (): A.Expression => chain('or', () => chain('and', not))
  const not = (): A.Expression =>
    eat('not') ? { kind: 'unary', operator: 'not', operand: not() } : comparison()
  const comparison = (): A.Expression => {
    let left = additive()
    for (;;) {
      if (eat('is')) {
        const negated = eat('not')
        if (eat('distinct', 'from'))
          left = binary(negated ? 'is not distinct from' : 'is distinct from', left, additive())
        else {
          const w = cur().v.toLowerCase()
          i++
          left = { kind: 'is', operand: left, test: w as 'null', negated }
        }
        continue
      }
      const o = cur()
      if (o.t === 'o' && ['=', '<>', '!=', '<', '<=', '>', '>=', '=='].includes(o.v)) {
        i++
        left = binary(o.v === '!=' ? '<>' : o.v === '==' ? '=' : o.v, left, additive())
        continue
      }
      const mark = i
      const negated = eat('not')
      if (eat('between')) {
        const low = additive()
        needKw('and')
        left = { kind: 'between', operand: left, low, high: additive(), negated, symmetric: false }
        continue
      }
      if (eat('in')) {
        need('(')
        if (kw('select') || kw('with')) {
          left = { kind: 'in-query', operand: left, query: query(), negated }
        } else left = { kind: 'in-list', operand: left, items: list(expr), negated }
        need(')')
        continue
      }
      if (kw('like') || kw('ilike') || kw('contains')) {
        const operator = cur().v.toLowerCase() as 'like'
        i++
        const pattern = additive()
        left = {
          kind: 'like',
          operator,
          operand: left,
          pattern,
          escape: eat('escape') ? additive() : undefined,
          negated,
        }
        continue
      }
      i = mark
      return left
    }
  }
  const climb = (ops: string[], next: () => A.Expression) => (): A.Expression => {
    let l = next()
    while (cur().t === 'o' && ops.includes(cur().v)) {
      const o = cur().v
      i++
      l = binary(o === '**' ? '^' : o, l, next())
    }
    return l
  }
  const unary = (): A.Expression => {
    for (const o of ['-', '+', '~'] as const)
      if (eatOp(o)) return { kind: 'unary', operator: o, operand: unary() }
    return postfix()
  }
  const mul = climb(['*', '/', '%', '//'], climb(['^', '**'], unary))
  const add = climb(['+', '-'], mul)
  const additive = climb(['||', '->', '->>', '&', '|', '<<', '>>'], add)
  const typeName = (): A.TypeName => {
    let name = ident().name.toUpperCase()
    if (eat('with', 'time', 'zone')) name += ' WITH TIME ZONE'
    if (name === 'DOUBLE' && eat('precision')) name = 'DOUBLE'
    let parameters: string[] = []
    if (eatOp('(')) {
      parameters = list(() => {
        const v = cur().v
        i++
        return v
      })
      need(')')
    }
    return { kind: 'type-name', name, parameters, listDepth: 0 }
  }
  const postfix = (): A.Expression => {
    let e = primary()
    while (eatOp('::')) e = { kind: 'cast', operand: e, type: typeName(), try: false }
    return e
  }
  const call = (
    name: string,
    args: A.Expression[],
    extra: Partial<A.FunctionCall> = {},
  ): A.FunctionCall => ({
    kind: 'function',
    qualifier: [],
    name,
    arguments: args,
    distinct: false,
    orderBy: [],
    withinGroup: [],
    ...extra,
  })
  const window = (): A.Window | A.WindowReference => {
    if (!eatOp('(')) return { kind: 'window-reference', name: ident() }
    const partitionBy = eat('partition', 'by') ? list(expr) : []
    const orderBy = eat('order', 'by') ? orderList() : []
    need(')')
    return { kind: 'window', partitionBy, orderBy }
  }
  const primary = (): A.Expression => {
    const t = cur()
    const span = { start: t.s, end: t.e }
    if (t.t === 'n') {
      i++
      return { kind: 'number', text: t.v, span }
    }
    if (t.t === 's') {
      i++
      return { kind: 'string', value: t.v, span }
    }
    if (t.t === 'p') {
      i++
      return { kind: 'parameter', name: t.v, span }
    }
    if (eatOp('*')) return { kind: 'star', qualifier: [], exclude: [], replace: [], span }
    if (eatOp('(')) {
      if (kw('select') || kw('with') || kw('values')) {
        const q = query()
        need(')')
        return { kind: 'subquery', query: q }
      }
      const items = list(expr)
      need(')')
      return items.length === 1 ? (items[0] as A.Expression) : { kind: 'row', items }
    }
    if (t.t !== 'id' && t.t !== 'q') fail(`${t.v || 'the end'} where a value is expected`, t.s)
    if (t.t === 'id') {
      const w = t.v.toLowerCase()
      if (eat('null')) return { kind: 'null', span }
      if (eat('true') || eat('false')) return { kind: 'boolean', value: w === 'true', span }
      if (eat('case')) {
        const operand = kw('when') ? undefined : expr()
        const branches: A.CaseBranch[] = []
        while (eat('when')) {
          const condition = expr()
          needKw('then')
          branches.push({ kind: 'case-branch', condition, result: expr() })
        }
        const otherwise = eat('else') ? expr() : undefined
        needKw('end')
        return { kind: 'case', operand, branches, otherwise }
      }
      if (kw('exists') && ts[i + 1]?.v === '(') {
        i += 2
        const q = query()
        need(')')
        return { kind: 'exists', query: q }
      }
      if ((w === 'cast' || w === 'try_cast') && ts[i + 1]?.v === '(') {
        i += 2
        const operand = expr()
        needKw('as')
        const type = typeName()
        need(')')
        return { kind: 'cast', operand, type, try: w === 'try_cast' }
      }
      if (w === 'extract' && ts[i + 1]?.v === '(') {
        i += 2
        const part = ident().name
        needKw('from')
        const x = expr()
        need(')')
        return call('date_part', [{ kind: 'string', value: part }, x])
      }
      if (w === 'interval') {
        i++
        const value = postfix()
        const u = cur()
        const unit =
          u.t === 'id' &&
          /^(microsecond|millisecond|second|minute|hour|day|week|month|quarter|year)s?$/i.test(u.v)
            ? (i++, u.v.toLowerCase().replace(/s$/, ''))
            : undefined
        return { kind: 'interval', value, unit: unit as A.IntervalUnit | undefined, span }
      }
      if (['date', 'timestamp', 'timestamptz', 'time'].includes(w) && ts[i + 1]?.t === 's') {
        i += 2
        return {
          kind: 'typed-literal',
          type: { kind: 'type-name', name: w.toUpperCase(), parameters: [], listDepth: 0 },
          value: ts[i - 1]?.v ?? '',
          span,
        }
      }
      if (['current_date', 'current_timestamp'].includes(w) && ts[i + 1]?.v !== '(') {
        i++
        return call(w, [])
      }
      if (reserved.has(w)) fail(`${t.v} where a value is expected`, t.s)
    }
    const path = [ident()]
    while (op('.')) {
      i++
      if (eatOp('*')) return { kind: 'star', qualifier: path, exclude: [], replace: [], span }
      path.push(ident())
    }
    if (path.length === 1 && eatOp('(')) {
      const distinct = eat('distinct')
      const args = op(')') ? [] : list(expr)
      const orderBy = eat('order', 'by') ? orderList() : []
      need(')')
      let filter: A.Expression | undefined
      if (kw('filter') && ts[i + 1]?.v === '(') {
        i += 2
        needKw('where')
        filter = expr()
        need(')')
      }
      const over = eat('over') ? window() : undefined
      return call(path[0]?.name ?? '', args, { distinct, orderBy, filter, over })
    }
    return { kind: 'column', path, span: { start: t.s, end: ts[i - 1]?.e ?? t.e } }
  }
  if (eat('explain')) {
    const analyze = eat('analyze')
    const q = query()
    eatOp(';')
    return { kind: 'explain', analyze, query: q }
  }
  const q = query()
  eatOp(';')
  if (cur().t !== 'e') fail(`unexpected ${cur().v}`, cur().s)
  return q
}
