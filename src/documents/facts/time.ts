/** Times that a text states: days and months by which, lengths of time, rhythms, clock times. */
/**
 * Kinds of times that a text states: a day or month by which (day), a length (30日), a rhythm (每月), a clock time, a
 * year.
 */
export type TimeSort = 'day' | 'length' | 'rhythm' | 'clock' | 'year'

/** A time as it stands in the text, with its kind. */
export interface TimeSaid {
  readonly sort: TimeSort
  readonly text: string
}

const NUMERAL = '(?:(?<![\\d.])\\d{1,3}|[一二两三四五六七八九十半]{1,3})'
const SORTS: readonly (readonly [TimeSort, RegExp])[] = [
  ['clock', /\d{1,2}[:：]\d{2}|\d{1,2}时(?![间候段数])/g],
  [
    'day',
    /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|初|[上中下]旬)?|\d{1,2}[日号](?:前|之前|以前)|(?:\d{4}年|次年|每?年|月|学?期)(?:底|末|初|中)(?:前)?|年内|第?[一二三四]季度|[上下]半年/g,
  ],
  [
    'length',
    new RegExp(
      `${NUMERAL}(?:个)?(?:小时|分钟|工作日|天|周(?!岁)|星期|月(?!底|末|份|\\d)|学期)|${NUMERAL}日(?:内|以内)?(?!前)|(?<!\\d)\\d{1,2}年(?!级|度|代)|[一二两三四五六七八九十]年(?!级|度|代|底)|当日|当场|即时|即日|长期|终身`,
      'g',
    ),
  ],
  ['rhythm', /每(?:半年|[日天周旬月年]|个?季度?|学期|两年|三年)|逐[月年]|按[月季年旬日周]|定期/g],
  ['year', /(?:19|20)\d\d(?:年?[-—–~至到]+(?:19|20)\d\d)?年?/g],
]

/** Times, lengths, rhythms and years that a text says, by sort and then in order; one stretch may be of two sorts. */
export const timesIn = (text: string): TimeSaid[] =>
  SORTS.flatMap(([sort, pattern]) => [...text.matchAll(pattern)].map(([said]) => ({ sort, text: said })))
