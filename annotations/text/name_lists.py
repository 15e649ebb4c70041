"""Small closed word lists that tell names from other words. Lower case, without marks and apostrophes."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Joined to the name that follows and no part of what is compared: "al-Sudani", "Al Sudani", "ez-Zor".
ARTICLES = _words("al el ul")
# Articles by assimilation; English and other words too, so only with a hyphen after them.
HYPHENED_ARTICLES = ARTICLES | _words("as ash ad adh an ar at ath az el es ed en er et ez l")

# Before a person's name and not part of it.
HONORIFICS = _words(
    """mr mrs ms miss dr prof professor sir lord lady dame president minister premier pm chancellor secretary senator
    sen rep congressman congresswoman governor gov mayor ambassador envoy judge justice general gen lieutenant lt
    colonel col major maj captain capt sergeant sgt commander admiral marshal brigadier sheikh sheik shaykh emir amir
    king queen prince princess sultan shah pope patriarch bishop archbishop cardinal rabbi imam ayatollah grand hajji
    hajj haji mullah mawlawi mam kak hojatoleslam reverend rev chief chairman chairwoman spokesman
    spokeswoman spokesperson speaker director leader"""
)
# Words that make a longer title of an honorific after them: "Prime Minister", "Deputy Foreign Minister".
OF_TITLES = _words(
    """prime vice deputy former acting interim foreign defence defense interior finance oil justice trade health
    energy labor labour culture education planning state first opposition supreme retired late senior top assistant
    under ousted outgoing then secretary-general"""
)

# Bodies that may be for something: "Movement for Change".
BODIES = _words(
    """agency alliance association center centre commission committee council department foundation front institute
    ministry movement organisation organization party society union"""
)
# Ordinary words that are part of the name after them: "New Zealand".
NAME_OPENERS = _words("new saint north south east west united")
PRONOUNS = _words("i he she it we they you his her")

# In the middle of a person's name; what follows never stands alone.
BINDERS = _words("bin ibn ben abu abou umm um bint ould abd abdel abdul")
PARTICLES = BINDERS | _words("de da do dos das del della di du la le van von der den ter ten zu y e ould st")

# Kinds of things that end a longer name and say nothing alone: "Gaza Strip", "Security Council".
GENERIC = _words(
    """academy accord agency agreement airbase airport alliance ambassador areas army assembly association authority
    authorities bank base battalion board border brigade brigades bridge building bureau cabinet camp center centre
    chamber church city coalition college command commission committee community company conference confederation
    congress cooperation corporation corps council country county court crossing dam democratic department desert
    district division east emirates fact federation force forces forum foundation front fund government governorate
    group guard guards gulf hospital hotel house institute international island islands jihad kingdom lake league
    market media mission ministry monitor morning mosque mountain mountains movement museum national nations network
    news north northern office officer operation operations organisation organization palace parliament party peoples
    plan planning police port post press process province radio railway red region relations republic research
    resistance river road school sea security senate service services show society south southern square stadium
    state states station strait street strip summit team television territories times town treaty tribunal troops
    union unit united university valley village war west western workers world"""
)

# Between the words of a name, or around it.
FUNCTION_WORDS = _words(
    """a an and at but by for from in into its nor of off on onto or our over per since than that the their this to
    upon via while with without under until about after against among before between during near within"""
)

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun")
MONTHS = _words(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec"""
)

# Names of states, cities that stand for them, and regions, one word each.
PLACES = _words(
    """afghanistan africa albania algeria america amman angola ankara argentina armenia asia athens australia austria
    azerbaijan baghdad bahrain bangladesh beijing beirut belarus belgium berlin bolivia bosnia brazil britain brussels
    bulgaria burundi cairo cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia damascus
    denmark djibouti doha ecuador egypt england eritrea estonia ethiopia eu europe finland france gaza geneva georgia
    germany ghana greece guatemala guinea haiti hungary iceland india indonesia iran iraq ireland israel istanbul italy
    jakarta japan jerusalem jordan kabul kazakhstan kenya kosovo kurdistan kuwait kyrgyzstan laos latvia lebanon
    liberia libya lithuania london macedonia malaysia mali malta mauritania mexico moldova mongolia montenegro morocco
    moscow mosul mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine
    panama paraguay paris peru philippines poland portugal qatar riyadh romania rome russia rwanda scotland senegal
    serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania tehran
    thailand tokyo tunisia turkey turkiye turkmenistan uae uganda uk ukraine un uruguay us usa uzbekistan venezuela
    vietnam washington yemen yugoslavia zambia zimbabwe erbil kirkuk basra sulaimani duhok anbar nineveh"""
)
# Words for belonging to one: nationalities, peoples, faiths.
BELONGING = _words(
    """afghan african albanian algerian alawite american arab arabic argentine armenian asian assyrian australian
    austrian azerbaijani azeri bahraini baluch bangladeshi basque belgian bolivian bosnian brazilian british bulgarian
    buddhist burmese cambodian canadian catholic chaldean chechen chilean chinese christian colombian congolese coptic
    croat croatian cuban cypriot czech danish druze dutch egyptian emirati english eritrean estonian ethiopian european
    finnish french georgian german ghanaian greek haitian hindu houthi hungarian hutu indian indonesian iranian iraqi
    irish islamic israeli italian ivorian japanese jewish jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti
    kyrgyz latvian lebanese liberian libyan lithuanian macedonian malaysian malian mexican moldovan mongolian moroccan
    mozambican muslim nepalese nigerian norwegian omani orthodox pakistani palestinian panamanian pashtun persian
    peruvian polish portuguese qatari romanian russian rwandan scottish senegalese serb serbian shia shiite
    shona sikh singaporean slovak slovene slovenian somali soviet spanish sudanese sunni swedish swiss syrian
    taiwanese tajik tamil tanzanian thai tibetan tunisian turk turkish turkmen tutsi ugandan ukrainian uzbek
    venezuelan vietnamese western yazidi yemeni yugoslav zambian zimbabwean"""
)
BELONGING |= frozenset(word + "s" for word in BELONGING if not word.endswith("s"))

# Ordinary words with which sentences of the news begin.
SENTENCE_STARTERS = FUNCTION_WORDS | _words(
    """according accordingly additionally all almost already also although analysts another any are as ask asked
    attacks authorities back be because been being both can clashes comments could current critics demonstrators did
    diplomats do does dozens each earlier eight either elsewhere enter even eventually every everyone experts few
    fifteen fighting finally first five following follow four fourth further go government had half has have he hence
    her here his hours how however hundreds i if initially instead investigators is it just last late later leaders
    less live local many meanwhile media members military militants militias more moreover most much my never
    nevertheless new news next nine no nobody none not nothing now officers official officials one only opposition
    ordinary ostensibly others overall people perhaps police post powered previously prosecutors protesters read
    rebels recent recently reports required residents rescuers second security separately several she should six so
    some soldiers soon sources state still such sources ten tens then there these they third those thousands three
    throughout thus ties today together tomorrow troops two updated vs was we were what whatever when where whether
    which who whole whose why will witnesses women workers would yes yesterday yet you your
    angry armed around bodies boost call calls confirm confirms deny hold holds hundreds kill killed kills latest
    mediators order orders photo pledge pledges radical related round say says source sources strike strikes talk
    talks tell tells top urge urges victims video vow vows warn warns"""
)

# Arabic and Sorani words between names, as they are written.
STOP_WORDS_ARABIC = _words(
    """في من الى علي عن ان هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كان كانت قد مع بعد قبل بين كل او ثم حتي عند هو هي
    هم كما لكن منذ خلال حول ضد غير اي كذلك ايضا اذا انه انها تي ذي ذين قال قالت اكد اضاف وقال واكد واضاف وفي ومن وعلي
    له لها به بها فيه فيها منه منها عليه عليها يوم اليوم امس وان لهم وهو وهي نحن انا هناك هنا حيث بسبب اجل
    له به و كه ئه وه بو بوو دا ي يان ئهم ئهو ئهوه ئهمه لهگهل لهسهر لهناو لهلايهن بهلام بهپيي بهم بهو ههر هيچ چهند نا
    دواي پيش پاش كه كرد كرا دهكات دهكهن ههيه نيه وهك ياخود لهو لهم تا ليي پيي وتي گوتي هتد"""
)
