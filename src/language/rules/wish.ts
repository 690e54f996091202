/** Wishes put together from small words: 别再提醒我 is quiet, 叫我一下 is being reminded later, 请三天假 is leave. */
import { indexed, type Made, rule } from './rule.ts'

const SNOOZE: Made = { part: { kind: 'act', act: 'snooze' } }

/** Grammar rules of wishes: to be reminded (明天再提醒), left alone (不用免打扰了), or away (请年假). */
export const WISHES = indexed([
  rule(
    '别再给我发提醒了',
    ['forbid', 'again?', 'filler?', 'me?', 'filler?', 'act', 'me?'],
    ([, , , , , { act, urgent }]) =>
      !urgent && (act === 'remind' || act === 'snooze') ? { kind: 'act', act: 'quiet' } : undefined,
  ),
  rule('不要加急', ['forbid', 'act'], ([, { act, urgent }]) =>
    urgent ? { kind: 'act', act: act ?? 'remind', urgent: false } : undefined,
  ),
  rule('不用免打扰了', ['forbid', 'act'], ([, { act }]) =>
    act === 'quiet' ? { kind: 'act', act: 'resume' } : undefined,
  ),
  rule('恢复提醒, 取消免打扰', ['act', 'act'], ([{ act }, { act: of }]) =>
    (act === 'resume' && of === 'remind') || ((act === 'resume' || act === 'cancel') && of === 'quiet')
      ? { kind: 'act', act: 'resume' }
      : undefined,
  ),
  rule('提醒我, 叫我一下', ['act|calls', 'softly?', 'me', 'softly?'], ([one]) =>
    one.kind === 'calls' || one.act === 'remind'
      ? { part: { kind: 'act', act: 'snooze', me: true }, doubt: -0.1 }
      : undefined,
  ),
  rule('晚点再提醒', ['later', 'again|filler?', 'act'], ([, , { act, me }]) =>
    act === 'remind' || act === 'snooze' ? { part: { kind: 'act', act: 'snooze', ...(me && { me }) } } : undefined,
  ),
  rule('明天再提醒', ['time|clock|delay', 'again', 'act'], ([, , { act }]) =>
    act === 'remind' || act === 'snooze' ? { ...SNOOZE, over: [1, 2] } : undefined,
  ),
  rule('请三天假', ['asks-off', 'amount|time', 'of?', 'time-off'], () => ({
    part: { kind: 'act', act: 'leave' },
    keep: 1,
  })),
  rule('下周不出差了', ['not|forbid', 'act'], ([, { act }]) =>
    act === 'leave' ? { kind: 'act', act: 'present' } : undefined,
  ),
  rule('请年假', ['asks-off', 'time-off'], () => ({ kind: 'act', act: 'leave' })),
])
