/**
 * Three days of an office as their people live them, told once and played in the chat, on the page and on Feishu: a
 * contact's June on a phone, a city coordinator's first week of July, the province's day of the 通报.
 */
import { expect } from 'vitest'
import type { Role } from '../src/office/person.ts'

/** Who plays: what one says or presses, and what one has been told last. */
export interface Played {
  readonly says: (who: DiaryName, text: string) => Promise<string>
  readonly presses: (who: DiaryName, label: string) => Promise<string>
  readonly heard: (who: DiaryName) => Promise<string>
  /** time passes, with all that goes out on its way */
  readonly until: (time: string) => Promise<void>
}

export type DiaryName = '柳泉小张' | '竹坞小何' | '澄州李科' | '省办吴处'

export const PEOPLE: Readonly<Record<DiaryName, readonly [Role, string]>> = {
  柳泉小张: ['contact', '柳泉县'],
  竹坞小何: ['contact', '竹坞县'],
  澄州李科: ['city-coordinator', '澄州市'],
  省办吴处: ['provincial-coordinator', '沧岭省'],
}

export const START = '2017-07-03 09:00'

/** Ten minutes, and no slash. */
export async function contactsJune({ says, presses, heard, until }: Played): Promise<void> {
  expect(await says('柳泉小张', '我还差什么')).toMatch(/柳泉县：6月还有\d项没报/)
  expect(await says('柳泉小张', '老旧木厂12家，龙企3家')).toMatch(/请确认：柳泉县，还没有记录[\s\S]*12家/)
  expect(await says('柳泉小张', '木厂写错了，是11家')).toMatch(/11家/)
  expect(await says('柳泉小张', '提交全部')).toMatch(/已记录：柳泉县[\s\S]*还应报\d项/)
  expect(await presses('柳泉小张', '其余本月无新增')).toMatch(/2017年6月应报的\d+项已全部报齐/)
  await until('2017-07-05 17:30')
  expect(await heard('柳泉小张')).not.toMatch(/请上报：柳泉县2017年6月/)
}

export async function coordinatorsWeek({ says, presses, heard, until }: Played): Promise<void> {
  await says('柳泉小张', '老旧木厂12家，龙企3家 截至6月底')
  expect(await says('澄州李科', '谁还没报')).toMatch(/6月（7月5日截止，还有2天）：\d个县没报齐[\s\S]*竹坞/)
  expect(await says('澄州李科', '没报的催一下，柳泉先不催')).toMatch(/^催报预览[\s\S]*竹坞县/)
  expect(await heard('竹坞小何')).not.toMatch(/请上报：竹坞县/)
  await presses('澄州李科', '确认发出')
  expect(await heard('竹坞小何')).toMatch(/请上报：竹坞县2017年6月/)
  expect(await says('澄州李科', '今天催了谁')).toMatch(/竹坞/)
  expect(await says('澄州李科', '待审核')).toMatch(/待审核：柳泉县，2项/)
  expect(await says('澄州李科', '退回老旧木厂')).toMatch(/退回要写明原因/)
  expect(await says('澄州李科', '和台账对不上')).toMatch(/^退回1项？/)
  expect(await says('澄州李科', '好')).toMatch(/^已退回：1项/)
  await until('2017-07-03 09:10')
  expect(await heard('柳泉小张')).toMatch(/退回[\s\S]*和台账对不上/)
  expect(await says('柳泉小张', '老旧木厂11家')).toMatch(/11家/)
  await until('2017-07-05 17:00')
  expect(await heard('澄州李科')).toMatch(/2017年6月月度进度上报：已报\d\/5/)
}

export async function bulletinDay({ says, presses, heard, until }: Played): Promise<void> {
  await says('柳泉小张', '老旧木厂12家，龙企3家 截至6月底')
  await until('2017-07-12 09:00')
  expect(await says('省办吴处', '出6月的通报')).toMatch(/^通报预览：2017年6月[\s\S]*已接收0\/\d+个县，还不能成文/)
  expect(await says('省办吴处', '催各市审核，附言：今天下班前审完')).toMatch(
    /澄州市：2项待审[\s\S]*附言：今天下班前审完/,
  )
  await presses('省办吴处', '确认催审')
  await says('澄州李科', '全部通过')
  await presses('澄州李科', '通过2项')
  expect(await presses('省办吴处', '接收已审核的')).toMatch(/可接收2项（2017年6月）/)
  expect(await presses('省办吴处', '接收2项')).toMatch(/已接收2项/)
  const draft = await says('省办吴处', '出6月的通报')
  // two figures of one county: said with how much is there, and no place is praised or blamed for it
  expect(draft).toMatch(/老旧木厂。累计12家，[\s\S]*本期没有数据收齐的市，不列快慢/)
  expect(draft).toMatch(/报齐0个/)
  await presses('省办吴处', '数据不齐，仍要成文')
  expect(await heard('省办吴处')).toMatch(/通报附表（内部）2017-06|^\[文件\]/)
}
