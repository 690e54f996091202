/** What a contact says roughly, and what is sent as a table: figures are asked for exactly, weighed, and never taken as something else. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../office.ts'

async function may() {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('长兴', '/上报 僵尸企业 5家，低小散 60家 截至5月31日')
  await o.until('2017-07-03 09:00')
  return o
}

describe('a figure below the last', () => {
  test('is said to be what the month added, and not the whole as well; nor is what it is put right to', async () => {
    const { says } = await may()
    const first = await says('长兴', '6月处置僵尸3家')
    expect(first).toMatch(/按本期新增理解/)
    expect(first).not.toMatch(/累计数理解/)
    const again = await says('长兴', '不对是4家')
    expect(again).toMatch(/累计：5 → 9家/)
    expect(again).not.toMatch(/累计数理解/)
  })

  test('what may be the whole is said to be taken as such', async () => {
    const { says } = await may()
    expect(await says('长兴', '6月处置僵尸7家')).toMatch(/按年初以来的累计数理解/)
  })
})

describe('a figure beyond the goal', () => {
  test('in one jump warns although one figure alone came before it, and is no green light', async () => {
    const { says } = await may()
    const told = await says('长兴', '低小散这个月新增134家')
    expect(told).toMatch(/107.2%/)
    expect(told).toMatch(/🟣 数据存疑/)
    expect(told).toMatch(/⚠ 低小散企业：本期新增134家，超过全年任务的50%/)
  })

  test('that many times the goal is in question', async () => {
    const { says } = await may()
    expect(await says('长兴', '厂房3400万平')).toMatch(/🟣 数据存疑/)
  })

  test('short of the goal a busy month is a busy month', async () => {
    const { says } = await may()
    const told = await says('长兴', '低小散这个月新增100家')
    expect(told).toMatch(/🟢/)
    expect(told).not.toMatch(/超过全年任务/)
  })
})

test.each(['低小散这月弄了好多，一百三十来户吧', '低小散六十多家', '小微园五个左右', '僵尸大概七八家'])(
  'a vague figure is asked for exactly: %s',
  async (words) => {
    const { says } = await may()
    expect(await says('长兴', words)).toMatch(/不是确切的数，请写准确数值/)
  },
)

describe('a table of any make', () => {
  const FIGURES = '指标,累计\n僵尸企业,9\n低小散,90'

  test('is kept as evidence, small files told in KB, and its figures offered, shown before they count', async () => {
    const { says, sends, presses } = await may()
    await says('长兴', '/上报 小微园 2个 截至6月30日')
    const told = await sends('长兴', '表.csv', FIGURES)
    expect(told).toMatch(/已附佐证：表.csv/)
    expect(told).toMatch(/1 KB/)
    const shown = await presses('长兴', '按表里的数上报')
    expect(shown).toMatch(/僵尸企业 \| 5 → 9家/)
    expect(shown).toMatch(/低小散企业 \| 60 → 90家/)
  })

  test('is offered where it answers no report, and one without figures is not', async () => {
    const { sends } = await may()
    expect(await sends('长兴', '表.csv', FIGURES)).toMatch(/按表里的数上报/)
    expect(await sends('长兴', '名单.csv', '名称,备注\n某厂,关停\n某店,搬走')).not.toMatch(/按表里的数/)
  })
})

test.each(['用能这一条都要干哪些事，给我列一下', '落后产能要做哪些工作，列个清单', '标准厂房都安排了什么活，列一列'])(
  'what is to be done by a provision is asked of the papers, and not who lacks: %s',
  async (words) => {
    const { says } = await may()
    const told = await says('官员', words)
    expect(told).toMatch(/〔[二三四]（/)
    expect(told).not.toMatch(/没报齐/)
  },
)
