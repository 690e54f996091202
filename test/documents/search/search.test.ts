import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asked, cut } from '../../../src/documents/search/cut.ts'
import { fullYears, settingOf } from '../../../src/documents/search/fit.ts'
import { type Passage, PassageIndex } from '../../../src/documents/search/index.ts'

const passages: Passage[] = [
  { id: 'hz18', title: '湖州市2018年小微企业园建设工作要点', text: '全年新增小微企业园12个。新增建筑面积95万平方米。' },
  {
    id: 'hz19',
    title: '湖州市2019年小微企业园建设工作要点',
    text: '全年新增小微企业园15个。新增建筑面积110万平方米。',
  },
  {
    id: 'jx19',
    title: '嘉兴市2019年小微企业园建设工作要点',
    text: '全年新增小微企业园20个。新增建筑面积130万平方米。',
  },
  { id: 'fee', title: '湖州市停车管理办法', text: '道路停车首小时4元。二十分钟内免费。' },
  { id: 'who', title: '湖州市停车管理办法', text: '市城管局负责停车设施的日常管理。' },
]
const first = (query: string): string | undefined => new PassageIndex(passages).search(query, 3)[0]?.id

describe('passages are found', () => {
  test.each([
    ['湖州2018年新增多少小微园', 'hz18'],
    ['湖州19年新增多少小微园', 'hz19'],
    ['嘉兴要新增几个小微企业园', 'jx19'],
    ['湖州停车第一个小时多少钱', 'fee'],
    ['停车设施归谁管', 'who'],
    ['２０１９　嘉兴　小微企业园', 'jx19'],
  ])('“%s” finds %s first', (query, id) => {
    expect(first(query)).toBe(id)
  })

  test('a query that shares nothing finds nothing, and neither does an empty one', () => {
    expect(new PassageIndex(passages).search('zzz', 3)).toEqual([])
    expect(new PassageIndex(passages).search('', 3)).toEqual([])
    expect(new PassageIndex([]).search('湖州', 3)).toEqual([])
  })

  test('no more than k come back, the best first, each once, and the same each time', () => {
    const index = new PassageIndex(passages)
    fc.assert(
      fc.property(
        fc.constantFrom('湖州', '小微企业园', '停车', '新增建筑面积'),
        fc.integer({ min: 1, max: 10 }),
        (query, k) => {
          const hits = index.search(query, k)
          expect(hits.length).toBeLessThanOrEqual(k)
          expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length)
          expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a))
          expect(index.search(query, k)).toEqual(hits)
        },
      ),
    )
  })

  test('among many passages that differ in one figure only, each is found by it', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({
      id: `p${i}`,
      text: `第${i + 100}号任务：处置企业${i + 1000}家。`,
    }))
    const index = new PassageIndex(many)
    for (const i of [0, 7, 150, 299]) expect(index.search(`处置企业${i + 1000}家的任务`, 1)[0]?.id).toBe(`p${i}`)
  })
})

describe('a text is cut', () => {
  test('into bigrams, words and characters, numbers whole', () => {
    const { grams, words, chars } = cut('盘活８万亩')
    expect(grams).toEqual(['=盘活', '=8', '=万亩'])
    expect(words).toContain('#8')
    expect(chars).toEqual(['.盘', '.活', '.万', '.亩'])
  })

  test('and a question loses the words that only ask, unless they are all it has', () => {
    expect(asked('请问湖州有哪些小微园').replace(/\s/g, '')).toBe('湖州小微园')
    expect(asked('多少')).toBe('多少')
  })

  test.each([
    ['18年的目标', '2018年的目标'],
    ['5年以上', '5年以上'],
    ['10年内建成', '10年内建成'],
    ['2018年', '2018年'],
  ])('“%s” means “%s”', (said, meant) => {
    expect(fullYears(said)).toBe(meant)
  })

  test('a title tells place and years, those inside a range too', () => {
    expect(settingOf('杭州市高新技术企业培育三年行动计划（2018—2020年）')).toEqual({
      place: '杭州',
      years: new Set([2018, 2019, 2020]),
    })
    expect(settingOf('关于加强管理的通知').place).toBeUndefined()
  })
})
