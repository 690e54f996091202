/** Questions that the documents answer: the first line, the provision, the words verbatim. */
import { describe, expect, test } from 'vitest'
import { askerOf, fixture, read, says } from './asker.ts'

const points = askerOf(read('work-points-2017'))
const flat = (text: string): string => text.replace(/[\s“”]/g, '').replace(/,/g, '，')

/** question → what the first line holds, the label that is cited */
const CASES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'a number is answered with its qualifier and its object': [
    ['2017年要淘汰多少家落后产能企业？', '力争淘汰落后产能涉及企业1000家以上', '二（一）'],
    ['信息经济核心产业增加值增速', '12%左右', '三（一）'],
    ['科小认定几家', '新认定科技型中小微企业6000家', '三（三）'],
    ['用能空间腾出多少', '100万吨标煤以上', '四（二）'],
  ],
  'typing errors, homophones, Traditional characters and English words are read as what they mean': [
    ['蛋疆尸企业要处置几家', '300家', '二（三）'],
    ['請問標準廠房要新改擴建多少平方米', '1000万平方米', '三（三）'],
    ['标准厂方面积多少', '1000万平方米', '三（三）'],
  ],
  'an amount that the question names is part of what it asks about': [
    ['盘活土地8万亩，到底是力争还是必须完成', '力争盘活存量建设用地8万亩', '四（一）'],
  ],
  'a story around the question does not hide it': [
    [
      '各位好，我刚调来，领导下午要材料，我翻了半天没找到，想问下低小散今年要淘汰和整治多少家，谢谢',
      '10000家',
      '二（二）',
    ],
    ['下午开会要引用处置僵尸企业的依据，老是记不住，能告诉我是哪个文号吗', '浙并购办〔2016〕4号', '二（三）'],
  ],
  'a false claim is put right, a true one confirmed': [
    ['僵尸企业处置500家对吧', '不是500家', '二（三）'],
    ['用水量要上升5%吧', '不是上升', '四（三）'],
    // 绍兴等: another place is neither confirmed nor ruled out.
    ['改造提升试点在温州，是吗', '文件写的是：支持绍兴等', '三（二）'],
    ['织里童装是诸暨的吧', '文件写的是：总结诸暨大唐袜业', '二（二）'],
    ['文号是浙转升办〔2017〕3号吧', '浙转升办〔2017〕13号', '印发通知'],
    ['处置僵尸企业300家对吗', '是，', '二（三）'],
    ['造纸算不算10+1传统产业', '是，', '三（二）'],
  ],
  'names and numbers of documents come from what the provision cites': [
    ['僵尸企业处置依据什么文', '浙并购办〔2016〕4号', '二（三）'],
    ['小微企业园区建设管理的意见文号', '浙委办发〔2017〕2号', '三（三）'],
    ['本通知文号', '浙转升办〔2017〕13号', '印发通知'],
    ['21号令是什么文件', '产业结构调整指导目录', '二（一）'],
    ['浙转升〔2017〕1号是什么文件', '低小散', '二（二）'],
    ['浙并购办2016年4号叫什么名字', '处置僵尸企业的指导意见', '二（三）'],
    ['浙转升办〔2017〕13号是什么文件', '工作要点', '印发通知'],
  ],
  'what a term means is taken from the document only': [
    ['两人两所指什么', '破产管理人', '二（三）'],
    ['四无是哪四无', '无证无照', '二（二）'],
  ],
  'the document speaks about itself': [
    ['什么时候印发的', '2017年4月18日', '印发通知'],
    ['发给谁的', '省级有关单位', '印发通知'],
    ['哪个单位发的文', '工业转型升级领导小组办公室', '印发通知'],
    ['第三部分叫什么', '全面强化以换促腾', '三'],
    ['能效领跑者在第几条', '四（二）', '四（二）'],
  ],
  'a conversion shows both operands, a comparison both goals': [
    ['8万亩是多少公顷', '8万亩≈5333.33公顷', '四（一）'],
    ['1000万平方米合多少亩', '15000亩', '三（三）'],
    ['高企和小微园区哪个目标多', '相差1380家', '三（三）'],
  ],
  'what several goals come to together is reckoned and shown, with what bounds them': [
    ['高企和科技型中小微企业加起来多少家', '合计7500家（1500家＋6000家）', '三（三）'],
    ['僵尸企业和低小散一共要处置多少家', '合计至少10300家（300家＋10000家）', '二（二）'],
    ['标准厂房和建设用地合计多少', '合计约6333.33万平方米（1000万平方米＋8万亩）', '四（一）'],
    ['科技型中小微企业是小微企业园区的多少倍', '前者为后者的50倍（6000家÷120家）', '三（三）'],
    // Of one thing the paper's own total is asked for.
    ['一共要淘汰多少家落后产能企业', '力争淘汰落后产能涉及企业1000家以上', '二（一）'],
  ],
  'talk, foreign words and other numerals do not stand in the way': [
    ['8w亩换算成公顷是多少', '8万亩≈5333.33公顷', '四（一）'],
    ['听说传统产业改造试点是放在温州？', '文件写的是：支持绍兴等', '三（二）'],
  ],
  'both parts of a question are answered': [
    ['低小散目标几家依据什么文', '浙转升〔2017〕1号', '二（二）'],
    ['盘活土地和腾出用能空间的目标各是多少', '100万吨标煤', '四（二）'],
  ],
  'a follow-up takes what it leaves out from what was asked before': [
    ['僵尸企业处置多少家 ⇒ 那土地呢', '8万亩', '四（一）'],
    ['僵尸企业处置多少家 ⇒ 依据什么文', '浙并购办〔2016〕4号', '二（三）'],
    ['高企认定多少家 ⇒ 浙转升〔2017〕1号是什么文件', '低小散', '二（二）'],
    ['能效领跑者在哪条 ⇒ 这条的目标是多少', '100万吨标煤', '四（二）'],
    ['第二部分的标题 ⇒ 第三部分呢', '全面强化以换促腾', '三'],
    ['盘活土地多少亩 ⇒ 折合公顷呢', '5333.33公顷', '四（一）'],
  ],
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%s → %s', (question, line, label) => {
    const answer = says(points, question)
    expect(answer.status).toBe('answered')
    expect(flat(answer.text.split('\n')[0] ?? '')).toContain(line)
    expect(answer.citations.map((one) => one.section)).toContain(label)
  })
})

describe('what is quoted', () => {
  const original = flat(fixture('work-points-2017')).normalize('NFKC')
  const questions = Object.values(CASES).flatMap((cases) => cases.map(([question]) => question))

  test('stands in the document word for word', () => {
    const quotes = questions.flatMap((question) => says(points, question).citations.map((one) => one.quote))
    expect(quotes.length).toBeGreaterThan(questions.length - 1)
    for (const quote of quotes) expect(original).toContain(flat(quote).normalize('NFKC'))
  })

  test('leaves the message short: 120 characters in the first line, 1 200 in all, 12 quotations', () => {
    for (const question of questions) {
      const { text, citations } = says(points, question)
      expect([...(text.split('\n')[0] ?? '')].length).toBeLessThanOrEqual(120)
      expect([...text].length).toBeLessThanOrEqual(1200)
      expect(citations.length).toBeLessThanOrEqual(12)
    }
  })
})

describe('documents of other styles', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['measures', '专职服务人员至少要几个人', '5人', '第五条（三）'],
    ['measures', '初审要几个工作日', '10个工作日', '第六条'],
    ['measures', '连续两年优秀奖多少钱', '20万元', '第八条'],
    ['measures', '一共有几章', '四章', '第一章'],
    ['plan-with-annex', '白沙市要淘汰落后产能企业几家', '淘汰落后产能企业300家', '附件1 表1'],
    ['plan-with-annex', '吨钢综合能耗今年目标', '552千克标准煤', '附件1 表2'],
    ['plan-with-annex', '淘汰燃煤锅炉谁负责', '省生态环境厅', '附件2 表1'],
    ['opinion', '竹制品企业2018年要淘汰关停多少家', '60家', '二（一）1（2）③'],
    ['notice-numbered', '企业什么时候之前要填报完', '2021年6月15日', '2'],
  ]
  test.each(cases)('%s: %s → %s', (name, question, line, label) => {
    const answer = says(askerOf(read(name)), question)
    expect(answer.text.split('\n')[0]).toContain(line)
    expect(answer.citations.some((one) => one.section.startsWith(label))).toBe(true)
  })
})

describe('two years side by side', () => {
  const next = fixture('work-points-2017')
    .replaceAll('2017年', '2018年')
    .replaceAll('2017 年', '2018 年')
    .replace('〔2017〕13号', '〔2018〕9号')
    .replace('企业300家', '企业260家')
  const both = askerOf(read('work-points-2017'), read('work-points-2018', next))

  test.each([
    ['2017年处置僵尸企业多少家', '300家'],
    ['2018年处置僵尸企业多少家', '260家'],
    ['今年处置僵尸企业多少家', '260家'],
    ['去年处置僵尸企业多少家', '300家'],
    ['2018年处置僵尸企业300家对吧', '不是300家'],
    ['2017年和2018年处置僵尸企业哪个多', '相差40家'],
    ['2017年的文号', '〔2017〕13号'],
  ])('%s → %s', (question, line) => {
    expect(says(both, question).text.split('\n')[0]).toContain(line)
  })

  test('each quotation names its document', () => {
    expect(says(both, '2018年处置僵尸企业多少家').text).toContain('2018年去产能')
  })
})
