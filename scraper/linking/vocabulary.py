"""Cues by tag and weight, Korean and English, read off how Korean outlets and fan sites word their news.

Weights: 3 settles the topic when it stands in a headline, 2 speaks for it, 1 hints. Tags in capitals are no topics:
DRAMA and SHOW tell entertainment news from the rest, ELSEWHERE the rest, NETWORK and ACTING what they say.
"""

from __future__ import annotations

CUES: dict[str, dict[float, str]] = {
    "ost": {
        3: (
            "drama song|_ost|ost*|오에스티|original soundtrack|original sound track|insert song|삽입곡|soundtrack for|"
            "to its soundtrack|'s soundtrack|drama soundtrack|soundtrack lineup|theme song|메인 테마|테마곡|"
            "main theme|theme of|drama songs"
        ),
        2: (
            "soundtrack|theme|가창에|가창을|가창자|가창 참여|lend* his voice|lend* her voice|lend* their voice|"
            "first single from|to sing for|sings for|sing the theme"
        ),
        1: "part 1|part 2|part 3|part 4|part.1|part.2|part.3|음원사이트|음원 사이트|ballad for|sings",
    },
    "ratings": {
        3: (
            "시청률|viewership*|ratings|시청수|누적 시청자|동시간대 1위|비영어쇼|비영어 쇼|비영어 tv|non english|"
            "most buzzworthy|buzzworthy|화제성 1위|weekly streaming chart|nielsen*|닐슨코리아|시청자 수"
        ),
        2: (
            "percent|두 자릿수|double digit*|자체 최고|_톱10|_톱 10|top 10|top ten|flixpatrol|플릭스패트롤|"
            "흥행 대박|streaming chart|tops netflix*|no. 1 on netflix|1위 찍|1위 등극|wins its slot|"
            "wins time slot|time slot|personal best|최고 시청|rating of|highest rating|신기록|hours viewed|"
            "good data|굿데이터|펀덱스|fundex"
        ),
        1: (
            "화제성|흥행|1위|no. 1|record high|soars|hits|tops|opens at|starts at|starts strong|rules the|"
            "leads the chart*"
        ),
    },
    "casting": {
        3: (
            "캐스팅|출연 확정|출연확정|출연을 확정|출연 제안|출연제안|제안받|제안 받|검토 중|검토중|출연 검토|"
            "출연을 검토|물망|러브콜|출연 고사|최종 고사|출연을 고사|고사|특별출연|특별 출연|주연 확정|"
            "주연으로 확정|주연 발탁|주인공 발탁|낙점|발탁|cast as|cast in|cast for|cast opposite|cast alongside|"
            "special appearance|to make a cameo|cameo|in talks|offered role|offered the role|offered a role|"
            "offered lead|considers role|considering role|considering a role|considering the role|considers lead|"
            "considering offer|reviewing offer|considers starring|positively considering|to star in|"
            "to star opposite|to star as|to star together|to lead new|to headline|joins cast|join the cast|"
            "joins the cast|turns down|turned down|declines role|declined the role|declines|passes on|"
            "drama debut|drama comeback|script reading|대본 리딩|대본리딩|대본 연습|reunite in|reunion as|"
            "confirmed to star|confirmed to join|confirmed to lead|confirmed for new|confirmed as lead|"
            "to appear in|appear in new|boards|steps down from|하차|joins netflix*|joins drama|joins tvn*|"
            "joins new"
        ),
        2: (
            "casting|출연진|합류|주연으로|주인공으로|남주로|여주로|연기한다|연기할|출연한다|출연할|라인업 완성|"
            "주연작|신작|재회하나|재회 성사|호흡을 맞춘다|호흡 맞춘다|변신|제안|검토|확정|weigh*|has an offer|"
            "offer for|considers|"
            "considering|to star|to lead|to play|to join|will star|will play|will lead|confirmed to|next drama|"
            "new role|new drama|could share|in the running|eyed for|up for|lead role|leading role|cast|"
            "returns with|comeback drama|joins"
        ),
        1: "출연|배역|역을 맡|role|star in|co star*|opposite|lead|join|reunite*",
    },
    "premiere": {
        3: (
            "첫 방송일|첫방송일|방송일 확정|편성 확정|편성확정|첫 방송 확정|공개일 확정|공개일|premiere date|"
            "sets premiere|confirms premiere|release date|broadcast date|air date|to premiere on|set to premiere|"
            "premieres on|new dramas|첫방 관전|관전 포인트|관전포인트|reasons to watch|reasons to look forward|"
            "first episode airs"
        ),
        2: (
            "첫 방송|첫방송|첫방|첫 공개|첫선|첫 회|베일|편성|premiere*|to air|will air|upcoming drama|"
            "upcoming k drama|to watch in|lineup for|comes to netflix|coming to|starts this|opens|debuts|"
            "kicks off|begins|돌아온다|다시 온다|후속으로|overseas rights"
        ),
        1: "방송 예정|공개 예정|방영 예정|upcoming|오는",
    },
    "stills_teaser": {
        3: (
            "티저|스틸|예고편|포스터|선공개|메이킹|제작기 영상|비하인드|첫 사진|_방송되는|_방송될|_방송하는|"
            "공개된 스틸|공개된 사진|teaser*|stills|trailer*|poster*|sneak peek|preview*|behind the scenes|"
            "first look|first photos|new images|new photos|new cuts|photos from|_스틸컷|on set photos|"
            "making film|캐릭터 컷"
        ),
        2: (
            "포착|사진이 공개|사진을 공개|모습이 공개|모습을 공개|하이라이트 영상|영상 공개|스페셜 영상|오늘(|"
            "still|images|unveil*|현장 공개|현장 포착|예고|glimpse|hint* at|tease*"
        ),
        1: (
            "공개했다|눈길을 끈다|기대감을 높|궁금증을|기대를 모은다|관심이 모아진다|관심을 모은다|예정이다|"
            "photos|궁금증"
        ),
    },
    "interview": {
        5: "[인터뷰|[일문일답|[★인터뷰|[is인터뷰|[n인터뷰",
        3: (
            "인터뷰|일문일답|종영 소감|종영소감|interview*|q&a|looks back on|reflects on|bids farewell|"
            "farewell to|소감|종영 인터뷰|라운드 인터뷰"
        ),
        2: (
            "작별|만났다|opens up|dishes|talks about|shares how|shares her thoughts|shares his thoughts|"
            "on playing|looks back|소속사를 통해|털어놨|털어놓|밝혔다|종영을 맞아|종영을 앞두고|속내"
        ),
        1: "감사|끝까지|함께해|shares|says|thoughts|떨려|솔직",
    },
    "press_event": {
        3: (
            "제작발표회|기자간담회|시사회|무대인사|쇼케이스|포토월|포토엔|[포토]|레드카펫|press conference|"
            "press call|media showcase|showcase|media day|red carpet|종방연|현장포토|기자회견|online presscon|"
            "[사진]|감사 행사|커피차 이벤트|fan event|포토타임|gala screening"
        ),
        2: "참석|포즈|입장하고|attend*|photocall|event|greets|행사|팬 이벤트|말했다 이날",
        1: "이날 현장|이날 행사|reporters",
    },
    "awards": {
        3: (
            "시상식|연기대상|수상|트로피|관왕|그래미|어워즈|어워드|백상|awards|award|daesang|nominee*|nominated|"
            "nominations|best actor|best actress|grammy*|후보에 올|남우주연상|여우주연상|남녀주연상|작품상|"
            "신인상|최우수상|우수상|공로상|대상 영예|대상을 수상|honor|best series|lifetime achievement|"
            "남자주연상|여자주연상|주연상|상[포토|상 [포토|상 수상"
        ),
        2: "대상|_상 받|wins best|winners|ceremony|ceremonies|honors|honored|영예|mama awards|grand prize|후보|prize",
        1: "nod|wins|수상 소감",
    },
    "review_recap": {
        3: (
            "recap*|리뷰|review*|[종합]|episodes 1|어젯밤|방송된|지난 방송|[tv보고|[어제tv|[tv핫|방송 다시보기|"
            "엔딩|ending|acting criticized|씬스틸러|신스틸러|연기 호평|열연"
        ),
        2: (
            "방송분|존재감|몰입|케미|눈도장|호평|반전|고백|직진|활약|긴장감|연기 대결|연기대결|연기력|acting|"
            "chemistry|chemi|drama moments|시선을 사로잡|시선 강탈|美친|美쳤|미친 연기|in latest episode|"
            "latest episode|연기 변신|행보|스펙트럼|유종의 미|위기|폭발|갈등|정체|발각|오열|분노|눈물|입맞춤|"
            "키스신|포옹|on last night's|in the episode|설렘|acts out"
        ),
        1: (
            "그려냈다|그려졌다|펼쳐졌다|열연을|몰입도|시청자들의|연기|완성한|완성도|매력|충격|대활약|화제|"
            "moments|scene|scenes"
        ),
    },
    "personal": {
        3: (
            "열애|결혼식|이혼|임신|출산|득남|득녀|별세|부고|빈소|파경|사생활|투병|입대|전역|불륜|♥|결혼한다|"
            "결혼 발표|품절남|품절녀|신혼|dating|marriage|married|wedding|divorce*|pregnan*|passed away|"
            "passes away|dies|girlfriend|boyfriend|rumored|enlist*|selca|pictorial|vacation*|fashion show|affair|"
            "럽스타|데이트|전처|전남편|모친상|부친상|향년|군살|몸매|다이어트|감량|gives birth|welcomes baby|"
            "military service|wedding photos|obituary|자기관리|핫바디|각선미|수영복|셀카|비주얼 과시|유니세프|"
            "기부|donat*"
        ),
        2: (
            "결혼|사망|근황|폭로|논란|controversy|rumor*|relationship|husband|wife|birthday|생일|일상|여행|sns|"
            "인스타그램|병원|수술|healthy|luxury|airport|공항|돌발|헤어|삭발|민낯|육아|연애|첫키스|가족 손절|"
            "홀로|엄마|아빠|파격|hiatus|health|sit out|ex wife|home"
        ),
        1: "아내|남편|아들|딸|가족|family|mother|father|son|daughter|instagram|shows support|thinks",
    },
    "legal": {
        3: (
            "소송|고소|고발|법적 대응|법적 조치|법적조치|재판|혐의|구속|스토킹|lawsuit*|sues|sued|legal action|"
            "indicted|prosecut*|police|stalker|threats|defam*|investigation*|징역|집행유예|기소|송치|압수수색|"
            "경찰 조사|court|계약 분쟁|가처분|drunk driving|음주운전|마약"
        ),
        2: "경찰|검찰|변호사|반박|경고|폭로자|agency denies|accuser|lawyers|legal|분쟁|claims|contract dispute",
        1: "입장|denies|statement",
    },
    "industry": {
        3: (
            "포상휴가|포상 휴가|제작 확정|판권|리메이크|remake*|production company|production budget|제작비|"
            "드라마 시장|drama industry|korean drama exports|renewed for|시즌2 제작|시즌3 제작|전속계약|"
            "signs with|signed with|exclusive contract|tax credit|streaming deal|slate|편성 전쟁|content deal|"
            "촬영 중단|촬영 돌입|크랭크업|크랭크인|filming delayed|in the works"
        ),
        2: (
            "제작사|소속사 제작|수출|투자|라인업|lineup|industry|to air on|studio|스튜디오|platforms|배급|"
            "broadcast rights|rights sold|매각|인수|production|special program|편성"
        ),
        1: "제작|produced|platform|시장|경쟁력",
    },
    "music": {
        3: (
            "컴백|앨범|신곡|타이틀곡|콘서트|월드투어|전국투어|뮤직비디오|뮤비|스트리밍|빌보드|comeback*|album*|"
            "mini album|music video*|mv|mvs|world tour|tour dates|concert*|on the charts|sub unit|single album|"
            "debut single|solo debut|k pop idol group|billboard|빌보드|신보|미니 1집|정규 1집|팬콘|라이브 클립|"
            "스포티파이|spotify|idol group|music bank|inkigayo|뮤직뱅크|음악중심|music show|title track|tour|eps|"
            "pre release single|first ep|lightstick|encore"
        ),
        2: (
            "음원|투어|싱글|보이그룹|걸그룹|single|singles|song|songs|girl group|boy group|group's|데뷔 20주년|"
            "무대|팬미팅|fan meeting*|debut|release|releases|release music|remake|ep|vocalist|track|music|컨셉|"
            "concept photos|멤버|main vocalist|group|아이돌|idols|지휘|노래"
        ),
        1: "팬|fans|stage|performance|활동|promos|promotions",
    },
    "film": {
        3: (
            "개봉|박스오피스|예매|관객수|만 관객|영화제|film festival|box office|in theaters|opens in theaters|"
            "스크린 데뷔|천만 영화|칸 영화|장편 영화|독립영화|film debut|blockbuster|무대인사|북미 배급"
        ),
        2: "영화|관객|film|films|movie*|스크린|극장|cinema|director|feature film|단편|출품|시사",
        1: "감독|배급|filmmaker",
    },
    "variety": {
        3: (
            "예능|나는 솔로|나는 solo|나는솔로|런닝맨|running man|라디오스타|라스|유퀴즈|유 퀴즈|나 혼자 산다|"
            "나혼산|미우새|미운 우리 새끼|전참시|전지적 참견|사당귀|당나귀 귀|아는 형님|놀면 뭐하니|1박 2일|"
            "2 days & 1 night|1n2d|variety show|variety|reality show|talk show|radio star|토크쇼|연프|데이앤나잇|"
            "당아사|livestream|knowing bros|home alone|돌싱글즈|옥문아|편스토랑|동상이몽|살림남|복면가왕|"
            "불후의 명곡|한국인의 밥상|삼시세끼|꽃보다|서진이네|웹예능|토크|게스트로"
        ),
        2: "유튜브|youtube|채널|mc|진행|host*|show|방송인|개그맨|출연해|패널|버라이어티|video|콘텐츠|웹 예능|guest",
        1: "공개된 영상|영상에서|먹방|입담",
    },
    "DRAMA": {
        2: (
            "드라마|k드라마|미니시리즈|사극|본방|시청률|제작발표회|대본 리딩|대본리딩|주말극|일일극|금토극|"
            "수목극|월화극|연속극|오리지널 시리즈|k drama*|korean drama*|drama production*|television drama*|"
            "k drama|kdrama*|dramas|drama series|tv series|sageuk|"
            "web drama*|webdrama*|script reading|medical drama|historical drama|new drama|upcoming drama|"
            "drama awards|drama debut|drama series|legal dramedy|rom com|drama special|weekend drama|daily drama|"
            "his drama|her drama|drama role|drama's|drama finale|drama comeback"
        ),
        1: (
            "drama|종영|첫 방송|첫방송|방영|시즌2|시즌3|극 중|극중|로코|회차|시청자|티저|ost|ost*|viewership|"
            "episode*|finale|cast|sitcom|시트콤|series|시리즈|단막극|최종회"
        ),
    },
    "KOREAN": {
        1: "korea*|k drama*|kdrama*|tvn|jtbc|sbs|kbs|kbs2|mbc|ena|ocn|seoul|hallyu|sageuk|tving|wavve|coupang play"
        "|webtoon*|hanbok|joseon|goryeo",
    },
    "FOREIGN": {
        1: "할리우드|미드|중드|일드|중국 드라마|일본 드라마|미국 드라마|대만 드라마|영국 드라마|[해외|해외연예|"
            "oh!llywood|hollywood|hbo|bbc"
        "|british|turkish|chinese|japanese|thai|bollywood|indian|spanish|mexican|mumbai",
    },
    "ACTING": {1: "acting|actors|actresses|연기|배우|배우들"},
    "SHOW": {
        1: (
            "배우|가수|아이돌|걸그룹|보이그룹|연예|소속사|출연|주연|예능|영화|앨범|컴백|데뷔|_팬|뮤직|무대|연기|"
            "스타|방송|콘서트|감독|작가|ost|열애|종영|actor*|actress*|singer*|idol*|cast|starring|star|stars|"
            "co star*|k pop|kpop|soloist|girl group|boy group|comeback*|album*|agency|film|films|movie*|variety|"
            "series|episode*|fans|netizen*|role|korea|korean|teaser*|premiere*|romance|soundtrack|dating|mv|"
            "group|groups|sub unit|charts|song|songs|single|rapper|vocalist|celebrit*|k wave|hallyu|한류|netflix|"
            "drama|dramas|photoshoot|pictorial|screenwriter|music bank|soompi|allkpop|world tour|tour dates|"
            "mini album|ep|billboard|koreaboo|ballad*"
        ),
    },
    "ELSEWHERE": {
        1: (
            "minister*|parliament*|election*|government|senat*|storm*|rainfall|flood*|forecast*|stock*|shares|"
            "inflation|coal|miner*|mining|hospital*|patient*|goal*|match|league|coach|striker|midfielder|pitcher|"
            "tournament|north korea|samsung|exports|emergency|resident*|union|strike|tax|budget|bank|traffic|"
            "road*|weather|snow|police said|prime minister|president|council|lawmaker*|commuter*|passenger*|"
            "airline*|hospital|surgeon*|vote*|ballot|treaty|court|crash|highway|subway|railway|factory|국회|의원|"
            "대통령|장관|선거|여야|정부|폭우|태풍|코스피|증시|환율|리그|득점|홈런|투수|축구|야구|지진|예산|"
            "학교폭력 대책|교통|기온|한파|폭염"
        ),
    },
    "NETWORK": {
        1: (
            "tvn|jtbc|sbs|kbs|kbs1|kbs2|kbs2tv|mbc|ena|ocn|netflix|넷플릭스|disney+|disney plus|디즈니+|"
            "디즈니플러스|티빙|tving|웨이브|wavve|쿠팡플레이|coupang play|tv조선|tv chosun|mbn|채널a|channel a|"
            "viki|viu|왓챠|watcha|지니tv|genie tv"
        ),
    },
}  # fmt: skip
