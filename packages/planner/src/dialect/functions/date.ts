import {
  addToDate,
  dateDifference,
  dateName,
  datePart,
  datePartFrom,
  daysSinceYearZero,
} from '../date-arithmetic.ts'
import { sundayOf } from '../date-parts.ts'
import { dateTruncate, truncateFrom, truncateToPart } from '../date-truncate.ts'
import type { DialectFunction } from '../dialect-function.ts'
import { parseDate } from '../format-value.ts'

const asDate = (moment: string): string => `CAST(${moment} AS DATE)`
const now = 'now()'

/** Date functions that DuckDB lacks or understands otherwise. A text as date is read in ISO form. */
export const dateFunctions: readonly DialectFunction[] = [
  { usage: 'DATEADD(part, number, date)', means: { build: addToDate } },
  {
    usage: 'DATEDIFF(part, startDate, endDate)',
    note: 'counts the boundaries that are crossed; weeks begin on Sunday, those of date_diff on Monday',
    means: { build: dateDifference },
  },
  {
    usage: 'DATEFROMPARTS(year, month, day)',
    means: 'make_date(:year, :month, :day)',
  },
  {
    usage: 'DATENAME(part, date)',
    note: 'months and weekdays in English, other parts as digits',
    means: { build: dateName },
  },
  {
    usage: 'DATEPART(part, date)',
    note: 'week 1 has January 1, weekday 1 is Sunday; date_part and EXTRACT count as ISO 8601',
    means: { build: datePart },
  },
  {
    usage: 'DATEPART(part, date, first)',
    note: 'the weekday that counts as the first: 1 is Monday, 7 Sunday',
    means: { build: datePartFrom },
  },
  {
    usage: 'DATETIMEFROMPARTS(year, month, day, hour, minute, second, millisecond)',
    means: 'make_timestamp(:year, :month, :day, :hour, :minute, :second + :millisecond / 1000.0)',
  },
  {
    usage: 'DATETIME2FROMPARTS(year, month, day, hour, minute, second, fraction, precision)',
    means:
      'make_timestamp(:year, :month, :day, :hour, :minute, :second + :fraction / power(10, :precision))',
  },
  {
    usage: 'DATETRUNC(part, date)',
    note: 'weeks begin on Sunday',
    means: { build: truncateToPart },
  },
  {
    usage: 'DATE_TRUNC(date, part)',
    note: 'or DATE_TRUNC(part, date); weeks begin on Monday',
    means: { build: dateTruncate },
  },
  {
    usage: 'DATE_TRUNC2(part, date)',
    note: 'weeks begin on Sunday',
    means: { build: truncateToPart },
  },
  {
    usage: 'DATE_TRUNC2(part, date, weekday)',
    note: "weeks begin on that day: 'monday', or 1 for Monday to 7 for Sunday",
    means: { build: truncateFrom },
  },
  { usage: 'DAY(date)', means: 'day(:date)' },
  { usage: 'DAYOFMONTH(date)', means: 'day(:date)' },
  {
    usage: 'DAYOFWEEK(date)',
    note: "1 is Sunday; weekday() and isodow() are DuckDB's own",
    means: 'dayofweek(:date) + 1',
  },
  { usage: 'DAYOFYEAR(date)', means: 'dayofyear(:date)' },
  { usage: 'EOMONTH(date)', means: 'last_day(:date)' },
  { usage: 'EOMONTH(date, months)', means: 'last_day(:date + INTERVAL (:months) MONTH)' },
  { usage: 'FDMONTH(date)', means: asDate("date_trunc('month', :date)") },
  { usage: 'FDQUARTER(date)', means: asDate("date_trunc('quarter', :date)") },
  { usage: 'FDWEEK(date)', note: 'a Sunday', means: asDate(sundayOf(':date')) },
  {
    usage: 'FROM_DAYS(number)',
    note: 'the reverse of TO_DAYS',
    means: "CAST(DATE '1970-01-01' + INTERVAL (:number - 719528) DAY AS DATE)",
  },
  { usage: 'GETDATE()', note: 'one instant per query', means: now },
  { usage: 'GETUTCDATE()', note: 'the same instant', means: now },
  { usage: 'HOUR(date)', means: 'hour(:date)' },
  {
    usage: 'ISDATE(text)',
    note: '1 or 0',
    means: 'CASE WHEN TRY_CAST(:text AS TIMESTAMP) IS NULL THEN 0 ELSE 1 END',
  },
  { usage: 'LAST_DAY(date)', means: 'last_day(:date)' },
  { usage: 'LAST_MONTH()', note: 'this moment a month ago', means: `${now} - INTERVAL 1 MONTH` },
  { usage: 'LAST_WEEK()', note: 'this moment a week ago', means: `${now} - INTERVAL 7 DAY` },
  { usage: 'LAST_YEAR()', note: 'this moment a year ago', means: `${now} - INTERVAL 1 YEAR` },
  { usage: 'LDMONTH(date)', means: 'last_day(:date)' },
  {
    usage: 'LDQUARTER(date)',
    means: "last_day(date_trunc('quarter', :date) + INTERVAL 2 MONTH)",
  },
  {
    usage: 'LDWEEK(date)',
    note: 'a Saturday',
    means: asDate(`${sundayOf(':date')} + INTERVAL 6 DAY`),
  },
  {
    usage: 'MAKEDATE(year, day)',
    means: 'CAST(make_date(:year, 1, 1) + INTERVAL (:day - 1) DAY AS DATE)',
  },
  { usage: 'MINUTE(date)', means: 'minute(:date)' },
  { usage: 'MONTH(date)', means: 'month(:date)' },
  { usage: 'QUARTER(date)', means: 'quarter(:date)' },
  { usage: 'SECOND(date)', means: 'second(:date)' },
  {
    usage: 'SMALLDATETIMEFROMPARTS(year, month, day, hour, minute)',
    means: 'make_timestamp(:year, :month, :day, :hour, :minute, 0)',
  },
  {
    usage: 'STRTODATE(text, pattern)',
    note: 'patterns of .NET and Java: dd.MM.yyyy',
    means: { build: parseDate },
  },
  { usage: 'ADD_MONTHS(date, months)', means: ':date + INTERVAL (:months) MONTH' },
  { usage: 'SYSDATETIMEOFFSET()', note: 'the same instant', means: now },
  { usage: 'SYSDATETIME()', note: 'the same instant', means: now },
  { usage: 'SYSUTCDATETIME()', note: 'the same instant', means: now },
  {
    usage: 'TIMEFROMPARTS(hour, minute, second, fraction, precision)',
    means: 'make_time(:hour, :minute, :second + :fraction / power(10, :precision))',
  },
  {
    usage: 'TO_DAYS(date)',
    note: "days since the year 0; of a number it is DuckDB's interval",
    means: { build: daysSinceYearZero },
  },
  { usage: 'WEEK(date)', note: 'of ISO 8601', means: "date_part('week', :date)" },
  { usage: 'YEAR(date)', means: 'year(:date)' },
]
