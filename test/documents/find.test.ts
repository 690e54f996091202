import { describe, expect, test } from 'vitest'
import { findProvision, provisionText } from '../../src/documents/index.ts'
import { paper } from './document-fixtures.ts'

describe('a provision by its label as typed', () => {
  test.each([
    ['work-points-2017', '二(三)', '二（三）'],
    ['work-points-2017', '二、（三）', '二（三）'],
    ['work-points-2017', '第二部分（三）', '二（三）'],
    ['work-points-2017', '第二部分第三条', '二（三）'],
    ['work-points-2017', '第２部分第３点', '二（三）'],
    ['work-points-2017', '2（3）', '二（三）'],
    ['work-points-2017', '第四部分', '四'],
    ['work-points-2017', '加大僵尸企业处置力度', '二（三）'],
    ['work-points-2017', '通知', undefined],
    ['work-points-2017', '印发通知', '印发通知'],
    ['work-points-2017', '六', undefined],
    ['work-points-2017', '二（四）', undefined],
    ['measures', '第5条', '第五条'],
    ['measures', '第五条第三项', '第五条（三）'],
    ['measures', '第五条（三）2', '第五条（三）2'],
    ['measures', '第六条第一款第二项', '第六条（二）'],
    ['measures', '第八条第二款', '第八条'],
    ['measures', '第二节', '第三章第二节'],
    ['measures', '附则', '第四章'],
    ['plan-with-annex', '附件一', '附件1'],
    ['plan-with-annex', '附件1表2', '附件1 表2'],
    ['plan-with-annex', '表2', '附件1 表2'],
    ['opinion', '二（一）1（2）②', '二（一）1（2）②'],
  ])('%s: %s is %s', (name, typed, label) => {
    expect(findProvision(paper(name), typed)?.label).toBe(label)
  })
})

describe('the wording of a provision', () => {
  test('number, heading and body on their line, the page break healed', () => {
    expect(provisionText(paper('work-points-2017'), '二(三)')).toMatch(
      /^\(三\)加大僵尸企业处置力度。贯彻《关于处置“僵尸企业”的指导意见》.*分企业重点处置一批“大僵尸”。[^\n]*2017年处置僵尸企业300家。$/,
    )
  })

  test('children follow, each on lines of its own', () => {
    expect(provisionText(paper('opinion'), '二（二）')).toBe(
      '（二）强化创新驱动\n一是建平台。新建省级企业研发中心10家，市级企业研发中心30家。\n' +
        '二是引人才。实施“东岭英才”计划，每年引进高层次人才50名。\n三是促转化。支持东岭经济开发区、城关镇开展科技成果转化试点。',
    )
  })

  test('an annex with its tables', () => {
    const text = provisionText(paper('plan-with-annex'), '附件1') ?? ''
    expect(text.split('\n').slice(0, 3)).toEqual(['附件1', '2020年工业节能降耗目标任务分解表', '表1 各市目标任务'])
    expect(text).toContain('临江市\t260\t16\t34')
  })

  test('every wording is verbatim in the original but for white space', () => {
    const bare = (text: string): string => text.replace(/\s/g, '')
    for (const name of ['work-points-2017', 'measures', 'plan-with-annex', 'notice-numbered', 'opinion', 'briefing']) {
      const document = paper(name)
      // The ruler of a Markdown table is drawing, not wording.
      const original = bare(document.text.replace(/^\|[\s|:-]+\|$/gm, ''))
      for (const { label } of document.provisions) {
        const text = bare(provisionText(document, label) ?? '')
        expect(text.length).toBeGreaterThan(0)
        expect(original.includes(text) || `${name} ${label}: ${text}`).toBe(true)
      }
    }
  })
})
