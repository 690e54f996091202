/** Wishes about reminding in plain words, through the whole office: each reaches what it means, nothing else does. */

import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const WISHES: readonly (readonly [who: string, said: string, heard: RegExp])[] = [
  ['柳泉', '明天再提醒我', /7月4日（周二）09:00/],
  ['柳泉', '下午3点再叫我一下', /7月3日（周一）15:00/],
  ['柳泉', '现在忙，晚点提醒我', /7月4日（周二）09:00/],
  ['柳泉', '这几天别催我了', /免打扰|不提醒/],
  ['柳泉', '三天内不要再提醒我', /7月5日/],
  ['柳泉', '下周一起我休假3天', /7月10日.*7月12日/],
  ['柳泉', '我明天请假，让竹坞联系人代', /竹坞联系人/],
  ['柳泉', '请两天假', /^请假：7月3日.*7月4日[\s\S]*确认请假/],
  ['柳泉', '今天先别提醒我，后天再讲', /^免打扰到7月3日/],
  ['柳泉', '今明两天别提醒我，周五再说', /^免打扰到7月4日/],
  ['柳泉', '能不能晚两天交', /延期/],
  ['柳泉', '申请延期到7月10日，因为数据还在核实', /延期[\s\S]*7月10日/],
  ['澄州', '催一下', /催报预览/],
  ['澄州', '把没报的催一遍', /催报预览/],
  ['澄州', '提醒一下还没报的县', /催报预览/],
  ['澄州', '帮我催催竹坞', /催报预览[\s\S]*竹坞县/],
  // what is left of a place that is named, and what lies outside of those that are
  ['省办', '苇渡先别催，其余澄州的县催一下', /没报齐的：桐塍区、麦塍区、柳泉县、竹坞县/],
  ['省办', '澄州鹭州以外，没报的催一下', /没报齐的：枫垟区、盐汀县、棠浦市、墨湾区/],
]

const OTHERS: readonly (readonly [who: string, said: string, heard: RegExp])[] = [
  ['澄州', '谁还没报', /没报齐/],
  ['澄州', '昨天催了谁', /^(?!催报预览)/],
  ['澄州', '为什么总提醒我', /^(?!.*免打扰)/],
  ['澄州', '谁请假了', /^(?!.*已记下)/],
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
