/** Wishes about reminding in plain words, through the whole office: each reaches what it means, nothing else does. */

import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

const WISHES: readonly (readonly [who: string, said: string, heard: RegExp])[] = [
  ['长兴', '明天再提醒我', /7月4日（周二）09:00/],
  ['长兴', '下午3点再叫我一下', /7月3日（周一）15:00/],
  ['长兴', '现在忙，晚点提醒我', /7月4日（周二）09:00/],
  ['长兴', '这几天别催我了', /免打扰|不提醒/],
  ['长兴', '三天内不要再提醒我', /7月5日/],
  ['长兴', '下周一起我休假3天', /7月10日.*7月12日/],
  ['长兴', '我明天请假，让安吉联系人代', /安吉联系人/],
  ['长兴', '请两天假', /7月3日.*7月4日/],
  ['长兴', '能不能晚两天交', /延期/],
  ['长兴', '申请延期到7月10日，因为数据还在核实', /延期[\s\S]*7月10日/],
  ['湖州', '催一下', /催报预览/],
  ['湖州', '把没报的催一遍', /催报预览/],
  ['湖州', '提醒一下还没报的县', /催报预览/],
  ['湖州', '帮我催催安吉', /催报预览[\s\S]*安吉县/],
]

const OTHERS: readonly (readonly [who: string, said: string, heard: RegExp])[] = [
  ['湖州', '谁还没报', /没报齐/],
  ['湖州', '昨天催了谁', /^(?!催报预览)/],
  ['湖州', '为什么总提醒我', /^(?!.*免打扰)/],
  ['湖州', '谁请假了', /^(?!.*已记下)/],
  ['官员', '催一下', /^(?!催报预览)/],
]

describe('a wish about reminding needs no command word', () => {
  test.each(WISHES)('%s says %s', async (who, said, heard) => {
    const { says } = await office(await freshStore())
    expect(await says(who, said)).toMatch(heard)
  })
})

describe('what only sounds like one goes where it belongs', () => {
  test.each(OTHERS)('%s says %s', async (who, said, heard) => {
    const { says } = await office(await freshStore())
    expect(await says(who, said)).toMatch(heard)
  })
})
