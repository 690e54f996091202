import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/index.ts'
import { facts, paper, targets } from './document-fixtures.ts'

/** The targets of a sentence that stands in a paper of 2017. */
const said = (sentence: string, heading = '重点任务'): string[] =>
  targets(readDocument(`2017年某市工作要点\n\n一、${heading}\n\n${sentence}\n`, { id: 'said' })).map((one) =>
    one.slice(2),
  )

describe('target figures', () => {
  test('all of the 2017 work points, with object, number, unit and qualifiers', () => {
    expect(targets(paper('work-points-2017'))).toEqual([
      '二（一） 淘汰落后产能涉及企业 1000家 力争 以上',
      '二（二） 淘汰和整治存在问题的“低小散”企业(作坊) 10000家 力争 以上',
      '二（三） 处置僵尸企业 300家',
      '三（一） 信息经济核心产业增加值 12% 力争 同比增长 左右',
      '三（三） 新增小微企业园区 120家 力争',
      '三（三） 新改扩建标准厂房 1000万平方米 力争',
      '三（三） 新认定高新技术企业 1500家 力争',
      '三（三） 新认定科技型中小微企业 6000家 力争',
      '四（一） 盘活存量建设用地 8万亩 力争',
      '四（二） 腾出用能空间 100万吨标煤 力争 以上',
      '四（三） 万元工业增加值用水量 5% 同比分别下降',
      '四（三） 万元工业增加值废水排放量 5% 同比分别下降',
    ])
  })

  test('a goal without a figure is a direction', () => {
    expect(facts(paper('work-points-2017'), 'direction')).toMatchObject([
      {
        label: '三（一）',
        object: expect.stringMatching(/战略性新兴产业增加值占全省规上工业比重$/),
        wording: '持续提升',
      },
    ])
  })

  test.each([
    ['新建省级研发中心10家、市级研发中心30家。', ['新建省级研发中心 10家', '新建市级研发中心 30家']],
    ['完成1200家企业数字化改造，推动2000家企业上云。', ['完成企业数字化改造 1200家', '推动企业上云 2000家']],
    ['培育15家左右“未来工厂”、60个智能工厂。', ['培育“未来工厂” 15家 左右', '培育智能工厂 60个']],
    ['化学需氧量、氨氮排放量分别削减3%和4%。', ['化学需氧量 3% 分别削减', '氨氮排放量 4% 分别削减']],
    ['战略性新兴产业占比从25%提高到30%以上。', ['战略性新兴产业占比 30% 提高到 以上']],
    ['到2020年，高新技术企业达到100家，到2025年达到200家。', ['高新技术企业 100家 达到', '高新技术企业 200家 达到']],
    ['招引亿元以上项目50个，其中10亿元以上项目8个。', ['招引亿元以上项目 50个', '招引10亿元以上项目 8个']],
    ['登记失业率控制在3.5%以内。', ['登记失业率 3.5% 控制在 以内']],
    ['腾退低效用地1,500亩。', ['腾退低效用地 1,500亩']],
    ['万元GDP能耗较2015年下降13.5%。', ['万元GDP能耗 13.5% 较2015年下降']],
    ['力争实现规上工业总产值1.2万亿元、增长8%。', ['规上工业总产值 1.2万亿元 力争', '规上工业总产值 8% 力争 增长']],
    ['开户时间由3个工作日压缩至1个工作日以内。', ['开户时间 1个工作日 压缩至 以内']],
    ['用电报装不超过2个环节、10个工作日。', ['用电报装 2个环节 不超过', '用电报装 10个工作日 不超过']],
    [
      '用水、用气报装时间分别压缩至3个工作日、4个工作日以内。',
      ['用水报装时间 3个工作日 分别压缩至', '用气报装时间 4个工作日 分别压缩至 以内'],
    ],
    [
      '果蔬、水产品低温处理率分别达到28%、82%。',
      ['果蔬（果蔬、水产品低温处理率） 28% 分别达到', '水产品低温处理率 82% 分别达到'],
    ],
    ['市级事项网上可办率达到98%，县级达到95%。', ['市级事项网上可办率 98% 达到', '县级事项网上可办率 95% 达到']],
    [
      '新登记市场主体6万户，同比增长12%，其中企业2万户。',
      ['新登记市场主体 6万户', '新登记市场主体 12% 同比增长', '新登记企业 2万户'],
    ],
    [
      '创建绿色工厂20家，其中国家级力争达到6家；创建绿色园区5个、示范企业8家。',
      ['创建绿色工厂 20家', '国家级 6家 力争 达到', '创建绿色园区 5个', '创建示范企业 8家'],
    ],
    ['三年推广高效电机200万千瓦、变压器150万千伏安。', ['推广高效电机 200万千瓦', '推广变压器 150万千伏安']],
    ['面向社会选聘观察员100名，选派服务专员1200名。', ['选聘观察员 100名', '选派服务专员 1200名']],
    [
      '争取中央补助资金15亿元，每个区建成应用场景不少于4个。',
      ['中央补助资金 15亿元 争取', '每个区建成应用场景 4个 争取 不少于'],
    ],
    ['审批时间不超过80个工作日。', ['审批时间 80个工作日 不超过']],
    ['贷款贴息2%，每户每年不超过6万元，新增贷款5亿元。', ['新增贷款 5亿元']],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)).toEqual(expected)
  })

  test.each([
    '对年综合能耗5000吨标准煤以上的企业开展监察。',
    '去年全市完成处置僵尸企业1200家。',
    '2016年，全市处置僵尸企业555家。',
    '今年以来，全市新增规上企业23家，工业投资增长15.2%。',
    '对首次认定的企业给予20万元奖励。',
    '单位能耗高于0.52吨标准煤的，一律不予核准。',
    '《产业结构调整指导目录》（国家发改委2013年第21号令）继续执行。',
    '深入实施“十百千万”计划和三年成长计划。',
    '按原到户电价水平的95%结算。',
    '对差评实行1小时内响应、5个工作日内整改、15个工作日办结。',
    '单笔额度不超过1000万元，使用期限最长不超过15天。',
    '给予入职奖补：本科及以上5万元，专科4万元。',
    '每个市推荐项目不超过10个。',
    '线上培训每课时不超过30分钟，课程间隔不少于10分钟。',
    '2018年底前淘汰35蒸吨/小时以下燃煤锅炉，保留的35蒸吨/小时及以上锅炉完成改造。',
  ])('no target is made of: %s', (sentence) => {
    expect(said(`${sentence}新增企业5家。`)).toContain('新增企业 5家')
    expect(said(sentence)).toEqual([])
  })

  test('the period is the one that the clause or one before it names', () => {
    const document = readDocument(
      '某市工作要点\n一、目标\n到2020年，新增企业10家，其中：到2019年新增6家。每年培训50人次。\n',
      { id: 'p' },
    )
    expect(facts(document, 'target').map(({ number, period }) => [number, period])).toEqual([
      ['10', '到2020年'],
      ['6', '到2019年'],
      ['50', '每年'],
    ])
  })

  test('months, single years, years of a plan and every year as worded', () => {
    const text =
      '某省行动计划（2018—2020年）\n一、任务\n到2019年6月底，建成网点40个。2018年完成诊断300家，2019年、2020年各完成350家。三年制（修）订标准30项，其中2018年不少于8项。每年发布目录，建设中心5家。\n'
    const found = facts(readDocument(text, { id: 'p' }), 'target')
    expect(found.map(({ object, number, period }) => [object, number, period])).toEqual([
      ['建成网点', '40', '到2019年6月底'],
      ['完成诊断', '300', '2018年'],
      ['完成诊断', '350', '2019年'],
      ['完成诊断', '350', '2020年'],
      ['制（修）订标准', '30', '三年'],
      ['制（修）订标准', '8', '2018年'],
      ['建设中心', '5', undefined],
    ])
  })

  test('a batch and an average are told by the heading', () => {
    const text =
      '2020年某市要点\n一、清单\n（一）“零跑腿”清单。4月底前公布第一批260项，年底前累计达到500项以上。\n（二）“马上办”清单。平均办理时长控制在30分钟左右。\n'
    expect(targets(readDocument(text, { id: 'b' }))).toEqual([
      '一（一） 公布第一批“零跑腿”清单 260项',
      '一（一） “零跑腿”清单 500项 达到 以上',
      '一（二） “马上办”清单平均办理时长 30分钟 控制在 左右',
    ])
  })

  test('a list of places below a heading are shares; figures below 标准 are rules, those of 完善标准 goals', () => {
    const text =
      '关于某事的通知\n各市：\n一、支持方向和标准\n（一）集配中心。新建项目库容不低于5000立方米。\n（二）食堂。按以下标准给予补贴：\n1.年满80周岁的，每餐4元；\n2.其他老年人，每餐1元。\n二、完善绿色标准。新增标准8项。\n附件：1.2018年各市绿色工厂创建任务清单\n2.某表\n\n附件1\n2018年各市绿色工厂创建任务清单\n甲市12家，乙市10家，丙县3家。\n附件2\n某表\n'
    expect(targets(readDocument(text, { id: 's' }))).toEqual([
      '二 新增标准 8项',
      '附件1 甲市 绿色工厂创建 12家',
      '附件1 乙市 绿色工厂创建 10家',
      '附件1 丙县 绿色工厂创建 3家',
    ])
  })

  test('thresholds in a statute and conditions of an application are no targets', () => {
    expect(facts(paper('measures'), 'target')).toEqual([])
    expect(targets(paper('notice-numbered'))).toEqual([
      '3 新认定市级“专精特新”中小企业 150家 确保 以上',
      '3 推荐省级“专精特新”中小企业 40家 确保',
    ])
  })

  test('rows of a table by place, and by indicator with its unit and year', () => {
    const rows = targets(paper('plan-with-annex')).filter((one) => one.startsWith('附件1'))
    expect(rows).toContain('附件1 表1 白沙市 腾出用能 19万吨标准煤')
    expect(rows).toContain('附件1 表2 钢铁 吨钢综合能耗 552千克标准煤')
    expect(rows.join()).not.toContain('565')
    expect(rows).toHaveLength(14)
  })
})

describe('tables of goals', () => {
  test('merged cells, repeated headers, worded cells and columns of results', () => {
    const text =
      '某县2022年任务分解表\n表1 主要指标（单位：亿元）\n行业\t指标名称\t2021年完成\t2022年目标\n制造业\t总产值\t300\t350\n\t技改投资\t40\t50以上\n行业\t指标名称\t2021年完成\t2022年目标\n能源\t用能腾出\t3万吨\t力争4万吨以上\n'
    expect(targets(readDocument(text, { id: 'table' })).map((one) => one.replace(/^.*表1 /, ''))).toEqual([
      '制造业 总产值 350亿元',
      '制造业 技改投资 50亿元 以上',
      '用能腾出 4万吨 力争 以上',
    ])
  })

  test('of two years in a plan the first is where one starts from', () => {
    const text =
      '某市规划\n一、指标\n| 指标 | 单位 | 2020年 | 2025年 |\n|--|--|--|--|\n| 增加值 | 亿元 | 1200 | 2000 |\n| 覆盖率 | % | 55 | ≥90 |\n'
    expect(targets(readDocument(text, { id: 'plan' }))).toEqual(['一 表1 增加值 2000亿元', '一 表1 覆盖率 90% ≥'])
  })
})

describe('cited documents', () => {
  test('title and number, page breaks healed, titles inside titles whole', () => {
    const cited = facts(paper('work-points-2017'), 'cited').map(({ label, title, number }) => [label, title, number])
    expect(cited).toContainEqual([
      '二（一）',
      '产业结构调整指导目录（2011 年本）（修正）',
      '国家发改委 2013 年第 21 号令',
    ])
    expect(cited).toContainEqual(['二（一）', '浙江省淘汰落后生产能力指导目录(2012年本)', undefined])
    expect(cited).toContainEqual(['二（三）', '关于处置“僵尸企业”的指导意见', '浙并购办〔2016〕4号'])
    const nested = readDocument('引自《关于印发《某办法》的通知》（某政〔2020〕1号）。', { id: 'n' })
    expect(facts(nested, 'cited')).toMatchObject([{ title: '关于印发《某办法》的通知', number: '某政〔2020〕1号' }])
  })
})

describe('lists, bodies, pilots, definitions', () => {
  const lists = new Map(facts(paper('work-points-2017'), 'enumeration').map(({ name, members }) => [name, members]))

  test('a list that a bracket explains', () => {
    expect(lists.get('两人两所')).toEqual(['破产管理人', '资产管理人', '律师事务所', '会计事务所'])
    expect(lists.get('两少一达标')).toEqual(['少用新水', '少产废水', '达标排放'])
  })

  test('a list that its name follows', () => {
    expect(lists.get('“10+1”传统产业')).toHaveLength(11)
    expect(lists.get('重点行业')).toEqual(['钢铁', '水泥', '平板玻璃'])
    expect(lists.get('三大机制')).toEqual(['产业政策引导', '市场倒逼激励', '依法治理'])
  })

  test('县（市、区） is no list', () => {
    expect([...lists.values()].flat()).not.toContain('区')
  })

  test('bodies with their role and task, from brackets, columns and sentences', () => {
    const bodies = facts(paper('plan-with-annex'), 'body').map(({ label, role, body, task }) => [
      label,
      role,
      body,
      task,
    ])
    expect(bodies).toContainEqual(['二（一）', '责任单位', '省经信厅、省发展改革委', '严控高耗能行业新增产能'])
    expect(bodies).toContainEqual(['二（二）1', '配合单位', '省财政厅、省市场监管局', '实施电机能效提升工程'])
    expect(bodies).toContainEqual(['附件1 表2', '责任单位', '省经信厅', '吨钢综合能耗'])
    expect(bodies).toContainEqual(['三（一）', '负责', '省统计局', '数据监测'])
  })

  test('bodies in brackets behind their task', () => {
    const text = '某分工方案\n一、稳就业\n新增就业900万人以上。（某部牵头，某厅、某局等按职责分工负责，年内持续推进）\n'
    expect(facts(readDocument(text, { id: 'duty' }), 'body')).toMatchObject([
      { body: '某部', role: '牵头', task: '稳就业' },
      { body: '某厅、某局', role: '负责', task: '稳就业' },
    ])
  })

  test('pilots with their place, where one is named', () => {
    expect(facts(paper('work-points-2017'), 'pilot')).toMatchObject([
      { label: '三（二）', place: '绍兴', task: '传统产业改造提升' },
      { label: '四（一）', place: '', task: '国有建设用地使用权网上交易' },
    ])
  })

  test('who leads and who helps are two; all who share are responsible', () => {
    const text =
      '某市要点\n一、减税。抓好落实。（责任单位：市税务局牵头，市财政局（国资局）、市审计局配合）\n二、节水。抓好落实。（责任单位：市水务局、市经信局按职责分工负责）\n三、领导。建立由市商务局牵头，市财政局、市交通局参加的联席会议制度。\n'
    expect(
      facts(readDocument(text, { id: 'lead' }), 'body').map(({ label, role, body }) => `${label} ${role} ${body}`),
    ).toEqual([
      '一 牵头 市税务局',
      '一 配合 市财政局（国资局）、市审计局',
      '二 责任单位 市水务局、市经信局',
      '三 牵头 市商务局',
      '三 参加 市财政局、市交通局',
    ])
  })

  test('pilots in quotation marks, with a verb in their name, and at a seat; 试点先行 and a list of pilots are none', () => {
    const text =
      '某省计划\n一、任务\n在甲县开展“拿地即开工”试点，全年试点项目不少于30个。在乙市开展诊断整市推进试点。以丙市为试点，建立溯源制度。\n——坚持试点先行。\n附件：1.改革试点任务清单\n2.首批试点示范项目清单\n'
    expect(facts(readDocument(text, { id: 'p' }), 'pilot').map(({ place, task }) => [place, task])).toEqual([
      ['甲县', '“拿地即开工”'],
      ['乙市', '诊断整市推进'],
      ['丙市', '建立溯源制度'],
    ])
  })

  test('lists without the verb before them, the count behind them, or what is said of them', () => {
    const text =
      '以石化、化工、制药三个行业为重点。重点建设甲镇装备、乙镇环保两大产业集聚区。通过购置、置换、租赁等方式于年底前补齐。养老服务与管理、老年护理等专业。按照“谁投资、谁所有”的原则确定。审计报告（农民合作社、家庭农场可提供报表）。'
    const found = facts(readDocument(`某方案\n一、任务\n${text}\n`, { id: 'e' }), 'enumeration')
    expect(found.map(({ name, members }) => `${name} ${members.join('/')}`)).toEqual([
      '三个行业 石化/化工/制药',
      '两大产业集聚区 甲镇装备/乙镇环保',
      '方式 购置/置换/租赁',
      '专业 养老服务与管理/老年护理',
      '原则 谁投资/谁所有',
    ])
  })

  test('a title’s short form, a standard’s number, and 即', () => {
    const text =
      '某通知\n一、依据\n根据《甲省专项资金管理办法》（甲财〔2023〕88号，以下简称《管理办法》）和《冷库设计标准》（GB 50072—2021）办理。\n二、“百千万”工程，即对百家企业监管、对千家企业诊断。\n第一条 本办法所称供水工程（以下简称工程），是指供水的设施。\n'
    const document = readDocument(text, { id: 'd' })
    expect(facts(document, 'cited').map(({ title, number }) => [title, number])).toEqual([
      ['甲省专项资金管理办法', '甲财〔2023〕88号'],
      ['冷库设计标准', 'GB 50072—2021'],
    ])
    expect(facts(document, 'definition').map(({ term, meaning }) => [term, meaning])).toEqual([
      ['管理办法', '甲省专项资金管理办法'],
      ['“百千万”工程', '对百家企业监管、对千家企业诊断'],
      ['供水工程', '供水的设施'],
      ['工程', '供水工程'],
    ])
  })

  test('what a statute says a word means', () => {
    expect(facts(paper('measures'), 'definition')).toMatchObject([{ label: '第二条', term: '小微企业园' }])
  })
})
