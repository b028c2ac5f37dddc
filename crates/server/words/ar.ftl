### كلمات الصفحات بالعربية.

## Frame
skip = انتقل إلى المحتوى
navigation = التنقل الرئيسي
demo-mark = بيانات مختلقة
who-menu = الحساب واللغة
language = اللغة
sign-out = تسجيل الخروج
pages = الصفحات
older = الأقدم
more = المزيد
first-page = إلى الصفحة الأولى
cancel = إلغاء
save = حفظ
change = تعديل
deeds = الإجراءات الممكنة
print = طباعة
printed = طبعه { $name } في { $moment }. يُتداول وفق الشروط المبيّنة أعلاه ويُتلف عند انتفاء الحاجة إليه.
copy = نسخ
copied = تم النسخ
place-tour = جولة
place-check = استعلام
place-file = سجل جديد
place-standing = الاستعلامات الدائمة
place-hits = المطابقات المشتركة
place-notices = النشرات
place-twins = التوائم
place-window = المشاركة
place-capsules = الكبسولات
place-lists = القوائم
place-log = دفتر الوقائع
place-officers = الضباط
place-clients = الأنظمة
place-network = الشبكة
place-rules = القواعد
place-thresholds = العتبات
form-faulty = { $count ->
    [zero] لا حقل يحتاج إلى تصحيح.
    [one] حقل واحد يحتاج إلى تصحيح. لم يُرسل شيء.
    [two] حقلان يحتاجان إلى تصحيح. لم يُرسل شيء.
    [few] { $count } حقول تحتاج إلى تصحيح. لم يُرسل شيء.
    [many] { $count } حقلًا تحتاج إلى تصحيح. لم يُرسل شيء.
   *[other] { $count } حقل تحتاج إلى تصحيح. لم يُرسل شيء.
}
script-offline = لا جواب من العقدة. لم يُقيَّد أي جواب؛ تحقق من الاتصال وأعد الإرسال.
script-open = فتح
script-silent = يُبقي هذا المتصفح الصفحة صامتة حتى تنقر عليها.
script-dismiss = إغلاق
done-capsule-ended = لن تُعطى مدة لهذه الكبسولة بعد الآن. يُنتظر سجلها.
done-capsule-lost = قُيّد جهازها مفقودًا. لا شيء يفتحها بعد المدة الجارية.
done-capsule-home = عاد السجل. كل تحقق فيه صار فعلًا هنا، وأُبلغ أصحاب سجلات الآخرين.
done-capsule-nothing-new = لم يأتِ هذا السجل بشيء ليس هنا من قبل.
done-capsule-cut = صار ما وصل من السجل أفعالًا هنا، وأُبلغ أصحاب سجلات الآخرين. وآخره ناقص.
done-capsule-given-up = قُيّد سبب عدم وصول آخره. لن يُنتظر بعد الآن.
done-stray-settled = قيل مرة أخرى، ويُقارن من جديد خلال اليوم.
done-filed = حُفظ السجل.
done-revised = حُفظ تنقيح السجل.
done-withdrawn = سُحب السجل. لم يعد محتواه مقروءًا.
done-attached = حُفظ الملف.
done-attached-no-picture = حُفظ الملف ويبقى هنا: لا تُصنع نسخ بلا بيانات مخفية إلا من الصور.
done-attached-botched = حُفظ الملف ويبقى هنا: تعذّر صنع نسخة من هذه الصورة.
done-attached-no-workshop = حُفظ الملف ويبقى هنا: ليس في هذه العقدة مكان آمن لمعالجة الصور.
done-detached = أُزيل الملف هنا وحيثما ذهب.
done-copy-declared = أُعلن ذلك. ويسري حين يؤكده شخص ثانٍ في غضون ثلاثة أيام، ويُبلغ المالك عندئذ.
done-copy-confirmed = أُكّد ذلك وأُبلغ المالك.
done-copy-ended = لم تعد محفوظة، وأُبلغ المالك.
done-standing-opened = يبقى السؤال مفتوحًا. ستُنبَّه متى أجاب عنه سجل جديد.
done-standing-closed = أُغلق الاستعلام الدائم.
done-alert-seen = عُلّم التنبيه بأنه مقروء.
done-hit-answered = حُفظ ما قلتَه. ويُبلَّغ به الطرف الآخر إن كان يعلم بالمطابقة.
done-notice-drafted = صيغت النشرة. يجب أن يوافق عليها شخصان آخران.
done-notice-said = تم ذلك ووُقّع.
done-protected-changed = تغيّرت القائمة.
done-subscribed = ستُبلَّغ بهذه النشرات من الآن.
done-unsubscribed = انتهى الاشتراك.
done-judged = حُفظ الحكم. لا شيء آخر ينتظر.
done-judgement-undone = سُحب الحكم.
done-twins-sought = البحث جارٍ. ما يُعثر عليه يظهر هنا.
done-officer-added = أُضيف الضابط.
done-officer-changed = عُدّلت بيانات الضابط. يسري ذلك ابتداءً من الصفحة التالية.
done-officer-disabled = عُطّل حساب الضابط. انتهت جميع جلساته.
done-client-revoked = أُلغي الرمز. يُرفض من الآن فصاعدًا.
done-rules-changed = عُدّلت القواعد وهي سارية من الآن.
done-thresholds-set = ضُبطت العتبات وتسري من الاستعلام التالي.
done-log-verified = جرى التحقق من دفتر الوقائع. النتيجة أدناه.
done-logs-settled = سُوّي الأمر وقُيّد في سجل الأفعال.

## Numbers and dates
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date-circa = نحو { $date }
date-between = بين { $first } و{ $last }
percent-under = أقل من { $percent }
took-ms = { $ms } م‌ث
size-kb = { $size } ك.ب
size-mb = { $size } م.ب
size-gb = { $size } غ.ب
percent = { $whole }‎%‎

## Reason
purpose = الغرض
purpose-choose = اختر غرضًا
legal-basis = الأساس القانوني
reference = القضية أو العملية
why-title = لماذا تفتح هذا؟
why-text = كل اطلاع يُقيَّد مع غرضه. بيّن غرضك ثم تابع.
why-send = متابعة
why-legend = سبب الإجراء
purpose-border-control = مراقبة الحدود
purpose-investigation = تحقيق
purpose-prevention = وقاية
purpose-missing-persons = أشخاص مفقودون
purpose-victim-protection = حماية الضحايا
purpose-identification = تحديد الهوية
purpose-screening = تدقيق جماعي
purpose-arrest = توقيف
purpose-analysis = تحليل
purpose-oversight = رقابة
purpose-administration = إدارة

## Flaws in forms
flaw-missing = يجب ملء هذا الحقل.
flaw-no-choice = اختر قيمة من القيم المعروضة.
flaw-record = ليس هذا رقم سجل: فهو 32 رقمًا وحرفًا من a إلى f كما في عنوان صفحته.
flaw-threshold = تقع العتبة بين 5 و99.9، وعتبة التطابق لا تقل عن عتبة الاحتمال.
flaw-outdated = نقّحه شخص آخر في هذه الأثناء. افتح السجل من جديد وكرّر تعديلك.
flaw-date = هذا ليس تاريخًا. اكتب 1974 أو 1974-08 أو 1974-08-12؛ و1974~ لمعنى «نحو»؛ و1959/1961 لمعنى «بين».
flaw-country = لا يوجد بلد كهذا. اكتب اسمه أو رمزه، مثل توغو أو TG أو TGO.
flaw-phone = هذا ليس رقم هاتف. اكتبه مع رمز البلد، مثل ‎+228 90 12 34 56‎.
flaw-email = هذا ليس عنوان بريد إلكتروني.
flaw-iban = هذا ليس رقم حساب دوليًا (IBAN): طوله أو رقما التحقق فيه غير صحيحة.
flaw-vin = رقم الهيكل 17 حرفًا ورقمًا، من دون I وO وQ.
flaw-imo = رقم المنظمة البحرية الدولية سبعة أرقام، مثل 9074729.
flaw-mmsi = رقم الهوية البحرية (MMSI) تسعة أرقام.
flaw-gender = اكتب M أو F أو X.
flaw-unfit = هذا لا يناسب الحقل.

## Check
check-title = هل هو معروف؟
check-box = شخص أو وثيقة أو مركبة أو هاتف أو أي شيء
check-box-hint = اكتب أو ألصق أو امسح ضوئيًا: السطرين أسفل جواز السفر؛ اسمًا مع تاريخ ميلاد؛ رقمًا أو لوحة أو هاتفًا أو رقم حساب دوليًا أو اسم حساب…
check-busy = جارٍ الاستعلام…
check-detailed = السؤال حقلًا حقلًا
check-kind = ما هو؟
check-by-box = كما في الخانة
check-send = استعلام
check-clear = مسح
key-box = إلى الخانة
key-send = استعلام
key-line = سطر جديد
key-matches = التطابق التالي والسابق
key-clear = مسح
answer = الجواب
before-1 = يظهر الجواب هنا.
before-2 = تُقارن الأسماء عبر الخطوط وترتيب الكلمات وأشكال الكتابة، والتواريخ بقدر ما هو معروف منها.
before-3 = تُصحَّح أحرف سطور جواز السفر المقروءة خطأً متى أثبت ذلك رقم تحقق.
before-4 = كل استعلام يُقيَّد باسمك وغرضك.
verdict-stop = قف
verdict-protect = حماية
verdict-caution = احذر
verdict-note = للعلم
verdict-nothing = لا شيء معروف
says-stop = أوقف، وافعل ما تطلبه الجهة المالكة أدناه.
says-protect = قد يحتاج هذا الشخص إلى حماية. ليس مشتبهًا به: أمّنه، وتحدث إليه على انفراد، وافعل ما تطلبه الجهة المالكة.
says-caution = دقّق من جديد واسأل الجهة المالكة قبل أن تقرر.
says-caution-possible = قد يكون شخصًا أو شيئًا مطلوبًا. حدّد الهوية أولًا، ولا تتصرف بناءً على هذا وحده.
says-caution-zone = أرقام التحقق في هذه الوثيقة خاطئة: قراءة غير سليمة أو وثيقة مزوّرة أو محرّفة. انظر أدناه.
says-note = للعلم. لا يُطلب منك شيء.
says-nothing = لا سجل يحق لك الاطلاع عليه يطابق هذا.
nothing-next = ليس هذا دليل براءة. إن شككت في الوثيقة أو في كتابة الاسم فأعد السؤال بتفاصيل أخرى.
answer-incomplete = غير مكتمل: لم تُجب كل الجهات التي ينبغي سؤالها. أعد السؤال قبل أن تعتمد عليه.
answer-complete = مكتمل
answer-part = غير مكتمل
answer-logged = مقيَّد
answer-hit = مطابقة مشتركة مع { $member }: ما يقوله كل طرف عنها
ask-others = اسألوا غيركم أيضًا
ask-hubs = مراكز الشبكة
ask-members = أعضاء بأسمائهم
ask-hint = يغادر السؤال هذه العقدة مختومًا لمن يُسألون. يرون وحدتكم وغرض السؤال، ويحفظونه في سجلهم.
elsewhere = سُئل عنه في مكان آخر
nothing-here = لا شيء معروف هنا
elsewhere-title = ما أجاب به الآخرون
elsewhere-found = وُجد في مكان آخر: انظر أدناه.
elsewhere-waiting = ما زال لديه وقت للإجابة
elsewhere-nothing-known = لا شيء معروف
elsewhere-answered = هناك شيء معروف
elsewhere-not-answered = لم يُجب
elsewhere-refused = لا يجيب
elsewhere-contact = لدى { $owner } سجل ليس لنا: اسألوا { $owner }.
elsewhere-no-copy = لا تُحفظ نسخة هنا
elsewhere-waits = ما زال غيرنا يُسأل.
elsewhere-more = أظهر ما وصل
elsewhere-lacks = لم يُجب الجميع: لا يدل هذا على ما لديهم.
zone-valid = منطقة القراءة الآلية { $layout }: جميع أرقام التحقق صحيحة
zone-faulty = منطقة القراءة الآلية { $layout }: أرقام تحقق غير صحيحة
zone-failed = رقم التحقق غير صحيح: { $field }
zone-repaired = قُرئ خطأً في السطر { $line }، الموضع { $place }؛ ورقم تحقق يثبت المقصود:
zone-next = أعد المسح. فإن تكرر الخطأ فافحص الوثيقة: قد تكون مزوّرة أو محرّفة.
zone-number = رقم الوثيقة
zone-birth = تاريخ الميلاد
zone-expiry = تاريخ الانتهاء
zone-personal = الرقم الشخصي
zone-composite = المنطقة كلها
understood = فُهم على أنه
matches = { $count ->
    [zero] لا تطابق
    [one] تطابق واحد
    [two] تطابقان
    [few] { $count } تطابقات
    [many] { $count } تطابقًا
   *[other] { $count } تطابق
}
no-status = بلا صفة
owned-by = الجهة المالكة: { $owner }
from-list = القائمة: { $list }
score = احتمال أن يكون هو نفسه
possible-only = غير مثبت
owner-asks = تطلب { $owner }:
mixed-scripts = خطوط مختلطة
likelihood-almost-certain = هو نفسه شبه يقين
likelihood-very-likely = هو نفسه على الأرجح جدًا
likelihood-likely = هو نفسه على الأرجح
likelihood-possible = قد يكون هو نفسه
likelihood-weak = يُستبعد أن يكون هو نفسه
reasons = السبب: { $for } لصالحه، { $against } ضده
feature-base = في البداية
feature-name = الاسم
feature-name-sound = الاسم، متشابه نطقًا
feature-name-near = الاسم، متقارب كتابةً
feature-name-nickname = الاسم، صيغة تصغير
feature-name-initial = الاسم، الحرف الأول مطابق
feature-name-joined = الاسم، مكتوب موصولًا
feature-name-different = الاسم، مختلف
feature-name-initial-different = الاسم، حرف أول مختلف
feature-name-missing = الاسم، جزء ناقص
feature-name-whole = الاسم كاملًا مطابق
feature-name-weak = الاسم، لقب غير مؤكد
feature-name-limit = حدّ ما يثبته الاسم
feature-legal-form = الشكل القانوني
feature-date = التاريخ
feature-date-new-year = التاريخ، 1 يناير
feature-date-month = التاريخ، الشهر نفسه
feature-date-year = التاريخ، العام نفسه
feature-date-swapped = التاريخ، اليوم والشهر مقلوبان
feature-date-typed = التاريخ، خطأ كتابة
feature-date-near = التاريخ، قريب
feature-date-span = التاريخ، ضمن المدة
feature-date-circa = التاريخ، تقريبي
feature-date-different = التاريخ، مختلف
feature-date-far = التاريخ، بعيد جدًا
feature-sex = الجنس
feature-country = البلد
feature-place = المكان
feature-address = العنوان
feature-parent = أحد الوالدين
feature-relative = ربما قريب أو سميّ أو فرع
feature-kind = نوع الشيء
feature-number = الرقم
feature-number-looks = الرقم، متشابه شكلًا
feature-number-typed = الرقم، خطأ كتابة
feature-phone = الهاتف
feature-phone-tail = الهاتف، الأرقام الأخيرة
feature-email = البريد الإلكتروني
feature-handle = اسم الحساب
feature-iban = رقم الحساب الدولي
feature-bank-number = رقم الحساب
feature-wallet = عنوان المحفظة
feature-plate = رقم اللوحة
feature-vin = رقم الهيكل
feature-imo = رقم المنظمة البحرية الدولية
feature-mmsi = رقم الهوية البحرية
speaks-for-3 = تؤيد بقوة
speaks-for-2 = تؤيد بوضوح
speaks-for-1 = تؤيد قليلًا
speaks-none = لا تؤيد ولا تنفي
speaks-against-1 = تنفي قليلًا
speaks-against-2 = تنفي بوضوح
speaks-against-3 = تنفي بقوة
weights = الأوزان
weights-hint = كل وزن يبيّن أثر السمة في الاحتمال: نقطة زائدة تضاعفه ونقطة ناقصة تنصّفه.
stand-open = إبقاء هذا السؤال مفتوحًا
stand-hint = تُنبَّه فورًا متى أجاب عنه سجل جديد.
stand-until = حتى (فارغ: بلا نهاية)
stand-send = إبقاؤه مفتوحًا

## الأسباب كما تُقرأ جهرًا

because-base = قبل أي مقارنة تكون الكفة { $odds } إلى 1 ضده: فمن بين هذا العدد من السجلات لا يكاد أحدها يخص المقصود.
because-name = { $how ->
    [same] «{ $record }» موجود في الاسمين.
   *[other] «{ $query }» و«{ $record }» اسم واحد كُتب بطريقتين.
}
because-name-sound = «{ $query }» و«{ $record }» متقاربان في النطق.
because-name-near = «{ $query }» و«{ $record }» متقاربان في الكتابة.
because-name-nickname = «{ $query }» و«{ $record }» صيغتان لاسم واحد.
because-name-initial = «{ $query }» و«{ $record }» يبدآن بالحرف نفسه.
because-name-joined = «{ $query }» و«{ $record }» شيء واحد كُتب موصولًا أو مفصولًا.
because-name-different = في السؤال «{ $query }» وفي السجل «{ $record }».
because-name-initial-different = الحرفان الأولان في «{ $query }» و«{ $record }» مختلفان.
because-name-missing = { $how ->
    [record-lacks] في السؤال أيضًا «{ $query }»، وليس في السجل.
    [query-lacks] في السجل أيضًا «{ $record }»، وليس في السؤال.
   *[other] أجزاء أحد الاسمين أكثر من أجزاء الآخر.
}
because-name-whole = الاسم كله مطابق ولم يبق منه شيء.
because-name-weak = لم يُذكر هذا الاسم إلا لقبًا غير مؤكد.
because-name-limit = { $how ->
    [taken] كثيرًا ما تتلازم أجزاء الاسم، والاسم وحده لا يثبت إلا قدرًا محدودًا: هذا ما يُطرح.
   *[given] هذا ما يُعاد، لأن أجزاء الاسم المختلفة لا تدل مجتمعة إلا على القليل.
}
because-legal-form = { $how ->
    [against] الشكلان القانونيان «{ $query }» و«{ $record }» مختلفان.
   *[other] الشكل القانوني مطابق: «{ $query }» و«{ $record }».
}
because-date = التاريخ واحد: { $record }.
because-date-new-year = التاريخ واحد، { $record }، غير أن 1 يناير كثيرًا ما يُكتب حين يُجهل اليوم.
because-date-month = { $how ->
    [same] الشهر والعام واحد: { $record }.
   *[other] الشهر والعام متفقان: { $query } و{ $record }.
}
because-date-year = { $how ->
    [same] العام واحد: { $record }.
   *[other] العام متفق: { $query } و{ $record }.
}
because-date-swapped = يبدو أن اليوم والشهر مقلوبان: { $query } و{ $record }.
because-date-typed = يختلف التاريخان كما في خطأ كتابة: { $query } و{ $record }.
because-date-near = التاريخان متقاربان: { $query } و{ $record }.
because-date-span = قد يكون التاريخان واحدًا: { $query } و{ $record }.
because-date-circa = التاريخان متفقان على وجه التقريب: { $query } و{ $record }.
because-date-different = التاريخان مختلفان: { $query } و{ $record }.
because-date-far = التاريخان متباعدان جدًا: { $query } و{ $record }.
because-relative = ما يشترك فيه الأقارب والمتشابهون في الأسماء وفروع الهيئات لا يثبت إلا قدرًا محدودًا: هذا ما يُطرح.
because-kind = النوعان مختلفان: «{ $query }» و«{ $record }».
because-address = العنوانان واحد: «{ $query }» و«{ $record }».
because-parent = { $how ->
    [against] اسما أحد الوالدين مختلفان: «{ $query }» و«{ $record }».
   *[other] اسما أحد الوالدين متطابقان: «{ $query }» و«{ $record }».
}
because-number-looks = الرقمان { $query } و{ $record } متشابهان شكلًا: يسهل الخلط بين علامات مثل O و0.
because-number-typed = يختلف الرقمان { $query } و{ $record } في علامة واحدة كما في خطأ كتابة.
because-phone-tail = الأرقام الأخيرة في { $query } و{ $record } واحدة.
because-any = { $how ->
    [same] { $what }: واحد في الجانبين، { $record }.
    [against] { $what }: { $query } و{ $record } مختلفان.
    [record-lacks] { $what }: { $query } في السؤال وحده.
    [query-lacks] { $what }: { $record } في السجل وحده.
    [taken] { $what }.
    [given] { $what }.
   *[other] { $what }: { $query } و{ $record } متفقان.
}
weighs-for-3 = وهذا يؤيد التطابق بقوة.
weighs-for-2 = وهذا يؤيد التطابق بوضوح.
weighs-for-1 = وهذا يؤيد التطابق قليلًا.
weighs-none = وهذا لا يكاد يدل على شيء.
weighs-against-1 = وهذا ينفي التطابق قليلًا.
weighs-against-2 = وهذا ينفي التطابق بوضوح.
weighs-against-3 = وهذا ينفي التطابق بقوة.
reasons-sum = بالمجموع: { $percent }، { $likelihood }.
weights-base = قبل المقارنة
weights-sum = المجموع
weights-odds = { $how ->
    [against] نحو { $odds } إلى 1 ضده.
   *[for] نحو { $odds } إلى 1 لصالحه.
}
explain-title = لماذا لم يُعثر على سجل؟
explain-hint = أعطِ رقم سجل تعرفه أو عنوان صفحته. ويُقيَّد هذا الاطلاع.
explain-record = السجل
explained-title = لماذا هذا السجل؟
outcome-found = هذا السجل من بين الأجوبة.
outcome-beyond-limit = هذا السجل مطابق أيضًا، لكن غيره أوثق مطابقة، ولا تُعرض أجوبة أكثر.
outcome-passed-over = كان هذا السجل ليكون جوابًا، لكن البحث لم يصل إليه. أخبر من يدير هذه العقدة.
outcome-below = لم يُعدَّ هذا السجل محتملًا: { $percent } أقل من { $least } التي يشترطها هذا المكتب.
outcome-not-searched = لا يُبحث في هذا السجل: هو صلة، أو أُودع قبل لحظة.
outcome-absent = لا سجل بهذا الرقم، أو لا يُعرض عليك لهذا الغرض.
misses-1 = كان يكفي دليل آخر يؤيده قليلًا.
misses-2 = كان يكفي دليل آخر يؤيده بوضوح.
misses-3 = كان يكفي دليل آخر يؤيده بقوة.
misses-4 = ما كان ليكفي حتى دليل آخر يؤيده بقوة.

## Statuses, levels and codes
status-wanted = مطلوب
status-suspect = مشتبه به
status-convicted = محكوم عليه
status-sanctioned = خاضع لعقوبات
status-missing = مفقود
status-witness = شاهد
status-possible-victim = ضحية محتملة
status-unidentified = مجهول الهوية
status-person-of-interest = شخص موضع اهتمام
status-stolen = مسروق
status-lost = ضائع
status-revoked = ملغى
status-stolen-blank = مسروق على بياض
status-invalid = غير صالح
status-under-watch = تحت المراقبة
gender-male = ذكر
gender-female = أنثى
gender-other = آخر
level = الدرجة
level-open = علني
level-official = رسمي
level-restricted = محظور النشر
level-confidential = سري
level-means-open = علني: منشور، يجوز إطلاع أي شخص عليه.
level-means-official = رسمي: للعمل الشرطي.
level-means-restricted = محظور النشر: تسرّبه يضر بشخص أو بقضية.
level-means-confidential = سري: تسرّبه يعرّض حياةً أو عملية للخطر.
caveat-H0 = للاستعمال الشرطي
caveat-H1 = لا يُستعمل دليلًا أمام القضاء دون إذن الجهة المالكة
caveat-H2 = لا يُحال إلى غيرها دون إذن الجهة المالكة
caveat-H3 = كما في نص الجهة المالكة
source-grade-A = مصدر موثوق دائمًا
source-grade-B = مصدر موثوق غالبًا
source-grade-C = مصدر غير موثوق غالبًا
source-grade-X = مصدر لا يمكن تقييمه
information-grade-1 = لا شك فيها
information-grade-2 = يعلمها المصدر نفسه
information-grade-3 = منقولة ومؤيَّدة
information-grade-4 = منقولة ولا يمكن تأييدها
script-Latn = لاتيني
script-Arab = خط عربي
script-Cyrl = سيريلي
script-Grek = يوناني
script-Hebr = عبري
script-Hani = حروف صينية
script-Hrkt = كانا يابانية
script-Hang = هانغول
script-Thai = تايلندي
script-Deva = ديفاناغاري
script-Beng = بنغالي
script-Ethi = إثيوبي
script-Geor = جورجي
script-Armn = أرمني
script-Zyyy = خط آخر

## Record
version = الإصدار { $version }
grading = التقييم { $grading }
record-stated = ما ورد في السجل
record-links = الصلات
record-no-links = لا صلات يحق لك الاطلاع عليها.
record-source = المصدر والتقييم
record-handling = شروط التداول
record-history = تاريخ السجل
record-filed = حُفظ
record-revised = نُقّح
record-id = السجل
record-revise = تنقيح
record-withdraw = سحب
record-export = تصدير
record-files = الملفات
files-none = لا ملف مع هذا السجل.
files-add = إضافة ملف
files-add-hint = اختر ملفًا أو أفلته هنا: { $size } على الأكثر. نوعه يُعرف من محتواه لا من اسمه.
files-share = ما يصل إلى الأعضاء الآخرين
files-share-hint = تخفي الصور بيانات عن مكان التقاطها ووقته، وتخفي الوثائق غالبًا اسم كاتبها.
files-keep = إضافة
share-copy = من الصورة نسخة بلا بيانات مخفية، ولا شيء من غيرها
share-as-is = الملف كما هو بكل ما قد يكون مخفيًا فيه
share-home = لا شيء: يبقى هنا
file-kind-image = صورة
file-kind-video = فيلم
file-kind-audio = صوت
file-kind-text = نص
file-kind-pdf = وثيقة PDF
file-kind-other = ملف
file-kind-unknown = ملف من نوع مجهول
file-kind-active = برنامج أو نص تنفيذي أو وثيقة بوحدات ماكرو
file-belied = يوهم اسمه بأنه من نوع آخر.
file-active = يستطيع تنفيذ أوامر. يُحفظ دليلًا ولا يُعرض هنا أبدًا: لا تفتحه على جهازك.
file-goes = يذهب كما هو إلى كل من يحوز هذا السجل.
file-stays = يبقى هنا: لا يصل إلى أي عضو آخر.
file-has-copy = الأصل، وهو يبقى هنا. تُشارَك مكانه النسخة أدناه.
file-is-copy = النسخة بلا بيانات مخفية، وتذهب إلى كل من يحوز هذا السجل.
file-waits = في الطريق: يصل متى أمكن بلوغ عقدة مالكه.
file-held-by = كامل لدى { $members }.
file-preview = عرضه
file-preview-of = معاينة { $name }
file-save = حفظ
file-remove = إزالة
compared-as = يُقارن بصيغة
part-status = الصفة
part-action = المطلوب فعله
part-handling = شروط التداول
part-grading = التقييم
part-source = المصدر
source-list = القائمة
source-text = وصف المصدر
grading-source = المصدر
grading-information = المعلومة
audience = من يحق له حيازته
audience-own = الجهة المالكة وحدها
audience-members = هؤلاء الأعضاء فقط
audience-all = جميع الأعضاء
audience-does-own = لا يغادر شيء هذه العقدة.
audience-does-members = يُختم لمن تسمّيهم ولا يقرؤه غيرهم. ويحتفظون بنسخة حتى تستردها. وترى من يحوزه ومن اطّلع عليه ومن أتلفه.
audience-does-all = يحصل كل عضو في الشبكة على نسخة، ومن ينضم لاحقًا أيضًا، إلا من لا يصل إليهم أبدًا. وترى من يحوزه ومن اطّلع عليه.
audience-is-own = لا يحق حيازته إلا لـ{ $owner }.
audience-is-members = يجوز أن يصل إلى: { $members }.
audience-is-all = يجوز أن يصل إلى جميع الأعضاء.
never-to = لا يصل أبدًا إلى: { $members }
purposes-all = لكل الأغراض.
purposes-only = لهذه الأغراض فقط: { $purposes }.
review-by = تراجعه الجهة المالكة قبل { $date }.
expires = ينتهي في { $date }.
link-since = منذ { $date }
link-until = حتى { $date }
link-family = قريب
link-family-in = قريب
link-associate = شريك
link-associate-in = شريك
link-member = عضو في
link-member-in = من أعضائه
link-directs = يدير
link-directs-in = يديره
link-owns = يملك
link-owns-in = يملكه
link-uses = يستعمل
link-uses-in = يستعمله
link-located-at = يوجد في
link-located-at-in = يوجد فيه
link-linked-to = على صلة بـ
link-linked-to-in = على صلة بـ
filing-new = سجل جديد: { $kind }
filing-revise = تنقيح: { $kind }، الإصدار { $version }
filing-kind = نوع السجل
filing-lines = قيمة واحدة في كل سطر. أورد النصوص كما هي في المصدر وبخطها الأصلي.
filing-meaning = ما يعنيه
filing-action-hint = ما يقرؤه الضابط الذي يعثر على هذا الشخص أو الشيء.
filing-members = الأعضاء (رموز، مثل TG FR X-IOM)
filing-never-to = لا يصل أبدًا إلى (رموز)
filing-these = هؤلاء الأعضاء
filing-never = لا يصل أبدًا إلى
filing-never-means = من يُسمّى هنا لا يصله شيء، ولو كان السجل للجميع. وإن كان لديه سجل عن الشخص نفسه أو الشيء نفسه فلا يُبلَّغ غيرك.
filing-others = آخرون (رموز)
filing-narrowed = من كان يحوز هذا السجل ولم يعد مختارًا يُطلب منه إتلاف نسخته. وتُظهر صفحة السجل من فعل.
filing-purposes = لهذه الأغراض فقط (بلا اختيار: لكل الأغراض)
life-at-risk = حياة في خطر
life-at-risk-does = يتقدّم على كل ما سواه وبكل الطرق. فقط حين تتوقّف عليه حياة إنسان.
filing-caveats = رموز التداول
filing-review = يُراجع قبل
filing-expires = ينتهي في
filing-send = حفظ السجل
filing-revise-send = حفظ التنقيح
withdraw-title = أتسحب هذا السجل؟
withdraw-text = يصبح محتواه وتاريخه كله غير مقروء للجميع وإلى الأبد. ويحتفظ دفتر الوقائع بأنه كان موجودًا وبأنك سحبته.
withdraw-over = انقضى أجله: لم يعد يقرؤه أحد هنا ولا في مكان آخر. وسحبه يُتلف ما بقي منه مختومًا هنا ولدى الآخرين.
withdraw-words = سبب السحب
withdraw-send = سحب نهائي
keep-record = الإبقاء عليه

## Lists and imports
lists-held = القوائم المحفوظة
lists-none = لا قوائم بعد. استورد قائمة بواسطة النموذج.
list = القائمة
owner = الجهة المالكة
format = الصيغة
records = السجلات
refreshed = آخر تحديث
imports = عمليات الاستيراد
imports-none = لم يُستورد شيء بعد.
import-started = البدء
import-state = الحالة
import-running = جارٍ
import-ended = انتهى
import-stopped = توقف؛ ويُستأنف من حيث توقف
import-of = استيراد { $list }
import-progress = التقدم
import-bytes = { $read } من { $total }
import-rate = { $rate } في الثانية
import-look-again = انظر من جديد
count-read = مقروءة
count-new = جديدة
count-changed = معدّلة
count-withdrawn = مسحوبة
count-unchanged = دون تغيير
count-refused = مرفوضة
import-title = استيراد قائمة
import-list = اسم القائمة
import-list-hint = الاسم نفسه يعني تحديثًا: ما غاب عن الملفات الجديدة يُسحب.
import-files = الملفات
import-files-hint = جميع ملفات القائمة معًا؛ ويُقبل ‎.gz‎.
import-mapping = الأعمدة (CSV فقط)
import-no-mapping = ليس CSV
import-send = استيراد
format-ftm = ‏FollowTheMoney (أسطر JSON)
format-ofac = ‏OFAC SDN (مجموعة CSV)
format-un = مجلس الأمن للأمم المتحدة (XML)
format-interpol = النشرات العامة (JSON)
format-csv = ‏CSV مع مطابقة الأعمدة
mapping-documents = وثائق مسروقة وضائعة
mapping-vehicles = مركبات
mapping-phones = هواتف
refused-rows = الأسطر المرفوضة
refused-none = لم يُرفض أي سطر.
refused-hint = قُبلت سائر الأسطر. أصلح هذه في الملف ثم استورده من جديد.
file = الملف
line = السطر
refused-why = السبب

## Standing checks
standing-lead = أسئلة تبقى مفتوحة. كل سجل جديد يجيب عن أحدها ينبّهك هنا فورًا.
alerts = التنبيهات
alerts-none = لا تنبيهات بعد.
alerts-unseen = { $count ->
    [0] لا تنبيه جديد
    [zero] لا تنبيه جديد
    [one] تنبيه جديد واحد
    [two] تنبيهان جديدان
    [few] { $count } تنبيهات جديدة
    [many] { $count } تنبيهًا جديدًا
   *[other] { $count } تنبيه جديد
}
alerts-unseen-short = تنبيهات جديدة
alert-answers = يجيب عن «{ $question }»
alert-answers-closed = يجيب عن سؤال أُغلق بعد ذلك
alert-seen = اطّلعت عليه
alert-seen-at = جرى الاطلاع عليه { $moment }
alert-title = { $status }: سجل جديد يجيب عن استعلامك الدائم
standing-open = الأسئلة المفتوحة
standing-none = لا شيء. افتح سؤالًا من جواب استعلام.
question = السؤال
standing-since = منذ
standing-until = حتى
standing-no-end = بلا نهاية
standing-close = إغلاق
standing-closed = مغلق

## Log
log-lead = من اطّلع على من، ولماذا، ومتى. لا يستطيع أحد تغييره دون أن يُلاحظ؛ وهذا الاطلاع يُقيَّد أيضًا.
log-state = حال دفتر الوقائع
log-size = الوقائع
log-checkpoint = آخر نقطة تحقق موقّعة
log-root = الجذر
log-key = مفتاح التوقيع
log-key-since = منذ { $day }
log-unverified = لم يُتحقق منه منذ تشغيل العقدة.
log-verify = تحقق الآن
log-whole = { $count ->
    [zero] سليم: لا وقائع بعد
    [one] سليم: تم التحقق من واقعة واحدة، تسلسلًا وتوقيعًا وشجرةً
    [two] سليم: تم التحقق من واقعتين، تسلسلًا وتوقيعًا وشجرةً
    [few] سليم: تم التحقق من { $count } وقائع، تسلسلًا وتوقيعًا وشجرةً
    [many] سليم: تم التحقق من { $count } واقعة، تسلسلًا وتوقيعًا وشجرةً
   *[other] سليم: تم التحقق من { $count } واقعة، تسلسلًا وتوقيعًا وشجرةً
}
log-broken = مختلّ عند الواقعة { $act }:
log-filter = البحث في دفتر الوقائع
log-who = من
log-what = ماذا
log-object = السجل أو الشيء
log-why = لماذا
log-when = متى
log-number = الرقم
log-from = من يوم
log-to = إلى يوم
log-search = بحث
log-all = عرض الكل
log-export = تصدير بصيغة CSV
log-entries = الوقائع
log-none = لا واقعة تطابق ذلك. وسّع البحث.
log-erased = ممحو
log-said = التفاصيل
anybody = أي شخص
anything = أي شيء
any-purpose = أي غرض
act-node-made = إنشاء العقدة
act-node-restored = استعادة العقدة
act-member-named = تسمية العضو
act-rules-changed = تعديل القواعد
act-thresholds-set = ضبط العتبات
act-officer-added = إضافة ضابط
act-officer-changed = تعديل ضابط
act-officer-disabled = تعطيل ضابط
act-enrolment-offered = عرض تسجيل
act-key-enrolled = تسجيل مفتاح مرور
act-signed-in = تسجيل دخول
act-signed-out = تسجيل خروج
act-client-added = إضافة نظام
act-client-revoked = إلغاء نظام
act-checked = استعلام
act-filed = حفظ سجل
act-revised = تنقيح سجل
act-withdrawn = سحب سجل
act-consulted = ظهر جوابًا على استعلام
act-asked = سُئل أعضاء آخرون
act-heard = عُرض جواب عضو آخر
act-answered = أُجيب عضو آخر
act-opened = فتح سجل
act-listed = عرض قائمة
act-exported = تصدير
act-import-started = بدء استيراد
act-import-ended = انتهاء استيراد
act-standing-opened = فتح استعلام دائم
act-standing-answered = جواب استعلام دائم
act-standing-closed = إغلاق استعلام دائم
act-alert-seen = اطلاع على تنبيه
act-subscription-opened = اشتراك في النشرات
act-subscription-answered = نشرة أجابت عن اشتراك
act-subscription-ended = انتهاء اشتراك في النشرات
act-twins-proposed = اقتُرحت توائم
act-twins-sought = بُحث عن التوائم في المخزن كله
act-judged = صدر حكم
act-judgement-undone = سُحب حكم
act-charter-extended = توسيع ميثاق الشبكة
act-peer-told = أخذ مفاتيح عقدة عضو
act-epoch-begun = بدأت عقدة العدّ من جديد بعد استعادة
act-mail-kept = حُفظ بريد مختوم لعضو
act-mail-given = سُلّم البريد المحفوظ
act-mail-destroyed = أُتلف البريد المحفوظ
act-lane-opened = تسليم مفتاح مسار
act-quarantined = نُحّي جانبًا: تعذّر قبوله
act-recalled = استرداد من عضو
act-recall-late = تأخر تأكيد استرداد
act-clocks-set = ضُبطت المهل
act-consulted-there = اطّلع عليه عضو آخر
act-copy-told = أفاد عضو عن نسخته
act-copy-declared = أُعلن وجوب حفظ نسخة بحكم القانون
act-copy-confirmed = أكّد شخص ثانٍ وجوب حفظ نسخة بحكم القانون
act-copy-kept = حُفظت نسخة بعد استردادها
act-copy-opened = فُتحت نسخة محفوظة بحكم القانون
act-copy-ended = انتهى حفظ نسخة بحكم القانون
act-hit-raised = رُفعت مطابقة مشتركة
act-hit-answered = رُدّ على مطابقة مشتركة
act-hit-late = تأخرت مطابقة مشتركة
act-notice-moved = تقدمت نشرة
act-notice-came = وردت نشرة من عضو
act-notice-gone = أُتلفت نسخة من نشرة
act-notice-withheld = حُجبت نشرة عن الاستعمال
act-protected-changed = تغيّرت قائمة الأشخاص المحميين
act-notice-due = اقترب موعد مراجعة نشرة
act-status-answered = سأل عضو عن حال نشرتنا
act-status-heard = وصل جواب مالك النشرة
act-status-asked = سُئل مالك النشرة عن حالها
act-notice-fed = أخبر عضو بما غذّته نسخته
act-printed = طُبع
act-capsule-made = أُعدّت كبسولة لمركز
act-carried = حُمل في كبسولة
act-capsule-leased = أُبلغ بمدة الكبسولة
act-capsule-ended = أُنهيت الكبسولة
act-capsule-home = أُعيد سجل مركز
act-capsule-taken = أُخذ ملف كبسولة
act-capsule-late = طال انتظار سجل مركز
act-capsule-given-up = تُرك انتظار آخر سجل مركز
act-attached = إرفاق ملف
act-detached = إزالة ملف
act-attachment-opened = فتح ملف
act-attachment-fetched = وصول ملف عضو آخر
act-attachment-held = ملف لدى عضو
act-log-read = قراءة دفتر الوقائع
act-log-exported = تصدير دفتر الوقائع
act-logs-differ = سجلّا أفعال لا يتطابقان
act-logs-settled = سُوّي اختلاف بين سجلّي أفعال
act-records-differ = نسخ ليست كما يظن صاحبها
act-backed-up = نسخ احتياطي
act-key-handed-over = تسليم دفتر الوقائع إلى مفتاح جديد
act-refused = رفض

## Officers and clients
officers-list = الضباط
name = الاسم
unit = الوحدة
roles = الأدوار
clearance = درجة الاطلاع
passkeys = مفاتيح المرور
passkeys-none = لا شيء بعد
disabled = معطَّل
disable = تعطيل
disable-sure = أتعطّل هذا الضابط؟ تنتهي جميع جلساته فورًا.
enable = إعادة التفعيل
new-link = رابط جديد
officer-add = إضافة ضابط
officer-add-send = إضافة وإنشاء الرابط
officer-change = تعديل { $name }
link-once = رابط تسجيل لـ{ $name }
link-once-text = يُعرض هذه المرة فقط. سلّمه باليد أو بطريق آمن؛ صالح مرة واحدة حتى { $moment }.
role-frontline = الخط الأمامي
role-investigator = محقق
role-analyst = محلل
role-coordinator = منسق
role-victim-protection = حماية الضحايا
role-compliance = الامتثال
role-inspector = مفتش
role-administrator = مدير النظام
role-means-frontline = يستعلم عند شباك أو مركز
role-means-investigator = يستعلم ويفتح السجلات ويحفظها في القضايا
role-means-analyst = يعمل عبر السجلات والقوائم والصلات
role-means-coordinator = يدير المكتب وتبادله مع غيره
role-means-victim-protection = يرى ما يحمي الضحايا والشهود
role-means-compliance = يفحص نشرات الأعضاء الآخرين ويبت فيها
role-means-inspector = يقرأ دفتر الوقائع ولا يرى السجلات
role-means-administrator = يدير الضباط والأنظمة والقواعد ولا يرى المحتوى
clients-lead = آلات تسأل برمز، ولها حقوق من نوع حقوق الضباط.
clients-list = الأنظمة
clients-none = لا أنظمة بعد.
client-add = إضافة نظام
client-name = ما هو
client-days = صالح (أيام، 90 على الأكثر)
client-add-send = إضافة وإنشاء الرمز
token-once = رمز { $name }
token-once-text = يُعرض هذه المرة فقط. ضعه حيث تحفظ الآلة أسرارها؛ صالح حتى { $moment }.
made = أُنشئ
good-until = صالح حتى
revoke = إلغاء الرمز
revoke-sure = أتلغي هذا الرمز؟ تُرفض الآلة منذ ذلك الحين ولا رجعة فيه.
revoked = ملغى

## Rules
rules-lead = بهذا النص تقرر العقدة من يحق له أن يفعل وأن يرى ماذا. وما لا تبيحه قاعدة يُرفض.
rules-standard = القواعد الأصلية دون تغيير.
rules-changed = عُدّلت في { $moment }
rules-faulty = النص غير صالح. لم يتغير شيء.
rules-line = السطر { $line }:
rules-text = القواعد (Cedar)
rules-words = سبب تعديلها
rules-hint = يُفحص النص قبل سريانه. ويُقيَّد التعديل مع النصين.
rules-send = فحص وإنفاذ

## العتبات

thresholds-lead = ابتداءً من هذين الاحتمالين يُسمى الجواب محتملًا ثم مطابقًا. الأدنى يجد أكثر ويثير إنذارات كاذبة أكثر، والأعلى بالعكس.
thresholds-possible = محتمل ابتداءً من
thresholds-match = مطابق ابتداءً من
thresholds-words = سبب ضبطها
thresholds-hint = تسري على الاستعلامات والفحص الجماعي والأسئلة المفتوحة من الجواب التالي. ويُقيَّد التغيير.
thresholds-send = ضبط
outlook-title = المتوقع في اليوم
outlook-basis = محسوب من استعلامات هذه العقدة. عدد الاستعلامات: { $checks }. عدد الأيام: { $days }.
outlook-thin = هذا العدد القليل من الاستعلامات لا يدل كثيرًا على الغد: خذ هذه الأرقام تقديرًا تقريبيًا.
outlook-threshold = ابتداءً من
outlook-alarms = إنذارات في اليوم
outlook-false = الكاذبة منها
outlook-missed = الصحيحة دونها
outlook-possible = محتمل
outlook-match = مطابق
outlook-note = الإنذار سجل يجيب عن استعلام. ويُحسب عدد الكاذب منها وعدد الصحيح دون العتبة من الاحتمالات: من كل عشرة أجوبة عند 90‎%‎ يُتوقع أن يكون واحد كاذبًا. وتُعدّ الصحيحة نزولًا إلى 5‎%‎.

## Sign-in
sign-in = تسجيل الدخول
sign-in-text = استعمل مفتاح المرور في هذا الجهاز أو مفتاح الأمان الخاص بك. لا توجد كلمة سر.
sign-in-send = الدخول بمفتاح مرور
sign-in-help = جديد هنا، أو لديك جهاز جديد؟ اطلب رابط تسجيل من مدير النظام.
sign-in-trouble-ended = انتهت جلستك. سجّل الدخول من جديد للمتابعة.
sign-in-trouble-link-dead = استُعمل هذا الرابط من قبل أو انتهت صلاحيته. اطلب رابطًا جديدًا من مدير النظام.
sign-in-trouble-refused = مفتاح المرور هذا غير معروف هنا، أو أن حسابك معطَّل. راجع مدير النظام.
passkey-none = هذا المتصفح لا يدعم مفاتيح المرور. استعمل متصفحًا حديثًا على عنوان آمن.
passkey-refused = لم تقبل العقدة مفتاح المرور هذا. حاول من جديد أو راجع مدير النظام.
passkey-stopped = توقف قبل النهاية. لم يتغير شيء؛ حاول من جديد متى شئت.
passkey-busy = اتبع تعليمات جهازك…
passkey-script = تحتاج مفاتيح المرور إلى JavaScript. اسمح به لهذا العنوان وافتح الصفحة من جديد.
enrol-title = أنشئ مفتاح المرور
enrol-welcome = مرحبًا { $name }
enrol-text = أنشئ مفتاح مرور على هذا الجهاز أو على مفتاح أمان. ومنذئذ تدخل به: بإصبعك أو وجهك أو رقمه السري.
enrol-send = إنشاء مفتاح المرور
enrol-until = هذا الرابط صالح مرة واحدة حتى { $moment }.
enrol-not-you = لست أنت؟ أغلق الصفحة وأخبر مدير النظام.
link-title = الدخول باسم { $name }
link-send = دخول
link-hint = هذا الرابط لا يعمل إلا على هذه الآلة.
signed-out-title = سجّلت الخروج
signed-out-text = لا يبقى على هذا الجهاز شيء مما رأيته. يمكنك إغلاق النافذة.
signed-out-again = الدخول من جديد

## Tour
tour-title = أشياء للتجربة
tour-lead = الأشخاص والوثائق والأشياء في هذه العقدة مختلقة. كل مثال يملأ الخانة، وأنت تضغط «استعلام».
tour-fill = ملء الخانة
tour-then = ثم
tour-then-1 = افتح تطابقًا: ما تقوله الجهة المالكة، ومن أين، ولمن، وما صلاته.
tour-then-2 = أبقِ سؤالًا مفتوحًا، واستورد قائمة تجيب عنه، وشاهد وصول التنبيه.
tour-then-3 = ادخل بصفة المفتش واعثر في دفتر الوقائع على كل ما فعلته للتو.
tour-stolen-passport = جواز سفر مسروق
tour-text-stolen-passport = السطران أسفل جواز سفر أُبلغ عن سرقته.
tour-nothing-known = لا شيء معروف
tour-text-nothing-known = جواب كل الاستعلامات تقريبًا: سريع وواضح، ومقيَّد كغيره.
tour-misread-zone = سطر مقروء خطأً
tour-text-misread-zone = قرأ الماسح الصفر حرف O. ورقم تحقق يثبت المقصود.
tour-false-zone = رقم تحقق غير صحيح
tour-text-false-zone = لا شيء يتفق: انظر أي رقم خاطئ وما العمل.
tour-wanted-name = شخص مطلوب
tour-text-wanted-name = اسم وتاريخ ميلاد كما يُكتبان عادة.
tour-other-script = خط آخر
tour-text-other-script = شخص مسجَّل بحروف لاتينية، ويُسأل عنه بخطه.
tour-typing-error = خطأ في الكتابة
tour-text-typing-error = أسماء مقلوبة ومكتوبة خطأً، ومع ذلك عُثر عليها.
tour-partial-date = نصف تاريخ ميلاد
tour-text-partial-date = لا يُعرف إلا العام. انظر كم يقل اليقين في الجواب.
tour-phone = هاتف
tour-text-phone = رقم من جهاز مضبوط.
tour-plate = لوحة
tour-text-plate = شاحنة صغيرة عند الحدود.
tour-victim = شخص يجب حمايته
tour-text-victim = ليس مشتبهًا به. انظر كم يختلف الجواب، ولأي أغراض يُعرض.
tour-network = شبكة حقيقية
tour-text-network = منظمة تهريب بشر على قائمة عقوبات علنية، بأشخاصها وجوازاتها وعناوينها.

## Troubles
trouble-not-found = ليس هنا
trouble-next-not-found = لا شيء في هذا العنوان يحق لك الاطلاع عليه. تحقق من العنوان أو ابحث باستعلام.
trouble-refused = غير مسموح
trouble-next-refused = قُيّد الرفض. إن كان عملك يحتاج إلى هذا فاسأل مدير النظام أي دور يشمله.
trouble-invalid = تعذرت القراءة
trouble-next-invalid = ارجع وصحّح وأعد الإرسال. لم يتغير شيء.
trouble-conflict = تغيّر في هذه الأثناء
trouble-next-conflict = غيّره شخص آخر أثناء عملك. افتحه من جديد وكرّر تعديلك.
trouble-too-large = كبير جدًا
trouble-next-too-large = قسّم الملف، أو استورده من سطر الأوامر في العقدة.
trouble-largest = { $size } على الأكثر.
trouble-too-many = طلبات كثيرة دفعة واحدة
trouble-next-too-many = ثم تابع كما كنت. الاستعلامات الكثيرة أسرع دفعةً واحدة.
trouble-wait = { $count ->
    [zero] لا حاجة إلى الانتظار.
    [one] انتظر ثانية واحدة.
    [two] انتظر ثانيتين.
    [few] انتظر { $count } ثوانٍ.
    [many] انتظر { $count } ثانية.
   *[other] انتظر { $count } ثانية.
}
trouble-stranger = من مكان آخر
trouble-next-stranger = أُرسل هذا النموذج من موقع آخر، أو أن المتصفح يخفي مصدره. افتح صفحة هذه العقدة وأرسله منها.
trouble-broken = حدث عطل
trouble-next-broken = قُيّد العطل. حاول مرة أخرى؛ فإن تكرر فأعطِ هذا الرقم لمن يدير العقدة.
trouble-reference = الرقم:
trouble-not-ready = ليست جاهزة بعد
trouble-next-not-ready = العقدة قيد التشغيل أو مخزنها غير متاح. حاول من جديد بعد لحظة.
trouble-home = إلى البداية

# التوائم: أزواج من السجلات قد تكون لشخص واحد أو شيء واحد
pair-name-different = في أحد السجلين «{ $query }» وفي الآخر «{ $record }».
pair-name-missing = { $how ->
    [record-lacks] «{ $query }» في السجل الأول وحده.
    [query-lacks] «{ $record }» في السجل الثاني وحده.
   *[other] لأحد الاسمين أجزاء أكثر من الآخر.
}
pair-any = { $how ->
    [same] { $what }: واحد في السجلين، { $record }.
    [against] { $what }: { $query } و{ $record } مختلفان.
    [record-lacks] { $what }: { $query } في السجل الأول وحده.
    [query-lacks] { $what }: { $record } في السجل الثاني وحده.
   *[other] { $what }: { $query } و{ $record } متفقان.
}
twins-lead = أزواج من السجلات قد تكون للشخص نفسه أو الشيء نفسه. لا يُدمج شيء: يبقى كل سجل لمالكه.
twins-shown = الأزواج المعروضة
twins-waiting = في الانتظار
twins-none = لا زوج ينتظر حكمًا.
twins-judged-none = لم يُحكم على شيء بهذا.
twins-start = الحكم واحدًا واحدًا
twins-seek = البحث في المخزن كله
twins-kind = النوع
twins-every-kind = كل الأنواع
twins-narrow = عرض
twins-more = المزيد
twin-title = هل هذان واحد؟
twin-beside = جنبًا إلى جنب
twin-property = الخاصية
twin-agreement = هل يتفقان؟
twin-waiting = في الانتظار: { $count }
twin-why = ما يشهد لذلك وما يشهد عليه
twin-skip = تخطٍّ
twin-undo = سحب الحكم
twin-words = بيان السبب
twin-words-hint = يراه من يحق له أن يرى السجلين معًا. ويزول متى سُحب أحدهما.
twin-group = يتماسكان مع
twin-against = سجلات أخرى هي واحد مع هذين حُكم بأنها مختلفة. والحكم بأنهما واحد يناقض ذلك.
twin-against-pair = انظر ذلك الزوج
twin-history = ما حُكم به من قبل
twin-not-judged = لم يحكم أحد على هذا الزوج.
twin-undone = سُحب { $moment }
twin-changed = حُكم على هذا الزوج من قبل. وقد تغيّر سجل منذ ذلك، فيُسأل عنه من جديد.
twin-changed-short = تغيّر منذ ذلك
profile = الملف الجامع
profile-count = { $count ->
    [zero] لا سجل
    [one] سجل واحد
    [two] سجلان
    [few] { $count } سجلات
    [many] { $count } سجلًا
   *[other] { $count } سجل
}
profile-lead = كل السجلات التي حُكم بأنها للشخص نفسه أو الشيء نفسه. تبقى كل قيمة لمالكها.
profile-values = ما تقوله
profile-records = السجلات
profile-alone = لم يُحكم على سجل آخر بأنه الشخص نفسه.
profile-judgements = الأحكام
profile-aside = حكمٌ يناقض الأحكام الأخرى ولا يُعمل به هنا.
profile-waiting = لعلها واحد أيضًا
profile-apart = حُكم بأنها مختلفة
judgement-same = واحد
judgement-different = مختلفان
judgement-unsure = غير مؤكد
agreement-equal = متساوٍ
agreement-spelt = مكتوب بشكل آخر
agreement-unequal = غير متساوٍ
agreement-single = هنا فقط

## Hits: two members hold a piece of the same
hits-unanswered = { $count ->
    [zero] لا مطابقة مشتركة تنتظر ردًا
    [one] مطابقة مشتركة واحدة تنتظر ردًا
    [two] مطابقتان مشتركتان تنتظران ردًا
    [few] { $count } مطابقات مشتركة تنتظر ردًا
    [many] { $count } مطابقة مشتركة تنتظر ردًا
   *[other] { $count } مطابقة مشتركة تنتظر ردًا
}
hits-unanswered-short = مطابقات مشتركة تنتظر ردًا
hits-lead = لدى عضو آخر سجل قد يكون للشخص نفسه أو الشيء نفسه في أحد سجلاتنا. ويقول كل طرف ما يجده قبل انقضاء المهلة.
hits-shown = المطابقات المعروضة
hits-ours = علينا الرد
hits-theirs = عليهم الرد
hits-over = ردّ الطرفان
hits-none-ours = لا مطابقة تنتظر ردنا.
hits-none-theirs = لا مطابقة تنتظر الطرف الآخر.
hits-none-over = لا مطابقة ردّ عليها الطرفان.
hits-start = الرد واحدة فواحدة
hit-new = مطابقة مشتركة جديدة
hit-title = مطابقة مشتركة: { $member }
hit-with = مع: { $member }
hit-not-here = سجلهم لا يُعرض هنا
hit-they-say = { $member }: { $word }
hit-left = المتبقي: { $time }
hit-late = متأخر: { $time }
span-minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
span-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
span-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
term-urgent = الرد خلال 8 ساعات
term-soon = الرد خلال 3 أيام
term-usual = الرد خلال 7 أيام
hit-state-raised = لم يُردّ عليها
hit-state-open = لم يُبتّ فيها
hit-state-confirmed = أكدها الطرفان
hit-state-refuted = ليسا واحدًا
hit-state-inconclusive = لا يمكن الجزم
hit-means-raised = هذه قرينة. لا يُتخذ بسببها أي إجراء ضد أحد قبل أن يؤكدها الطرفان.
hit-means-open = هذه قرينة. لا يُتخذ بسببها أي إجراء ضد أحد قبل أن يؤكدها الطرفان.
hit-means-confirmed = يقول الطرفان إنهما واحد. ويظهر ما تطلبه الجهتان المالكتان مع سجليهما.
hit-means-refuted = لا تُرفع من جديد ما دام السجلان على حالهما.
hit-means-inconclusive = ردّ الطرفان، ولا يكفي ما لديهما للجزم.
hit-word-acknowledged = يعمل عليها
hit-word-confirmed = واحد
hit-word-refuted = ليس واحدًا
hit-word-inconclusive = لا يمكن الجزم
hit-say-acknowledged = نعمل عليها
hit-say-confirmed = واحد
hit-say-refuted = ليس واحدًا
hit-say-inconclusive = لا يمكن الجزم
hit-contact = من يُسأل
hit-ask = { $member }: لديها سجل عمّا قد يكون الشخص نفسه أو الشيء نفسه. ولا يُعرض علينا ما فيه: تُسأل { $contact }.
hit-answer = ما الذي تجده؟
hit-ground = إن تعذّر الجزم، فلماذا
hit-ground-too-little = ما يُعرف لدى الطرفين قليل جدًا
hit-ground-contradicts = بعضه يؤيد وبعضه يعارض
hit-ground-no-answer = لم يجب الطرف الآخر عما سُئل
hit-ground-gone = لم يعد ممكنًا النظر في الشخص أو الشيء
hit-threads = ما قيل عن هذه المطابقة
hit-ask-title = اسأل { $member } عنه
hit-ask-hint = يفتح طلبًا بمهلة استعجاله مرتبطًا بهذه المطابقة، ولا يسمي أي سجل.
hit-ask-subject = المطابقة { $hit }: هل هو نفسه؟
hit-final = ما بُتّ فيه يبقى.
hit-next = المطابقة التالية
hit-said = ما يقوله كل طرف
hit-nothing-said = لم يقل شيئًا بعد
hit-clock = الرد قبل
hit-raised = رُفعت
hit-they-see-full = يرون سجلنا.
hit-they-see-contact = يعلمون أن لدينا سجلًا وأن عليهم سؤالنا، لا ما فيه.
hit-they-see-silent = لا يُبلَّغون بهذه المطابقة.
hit-we-see-full = سجلهم موجّه إلينا، لكنه ليس هنا أو ليس لك أن تراه.
hit-we-see-contact = يُعلموننا بوجوده لا أكثر.
hit-we-see-silent = سجلهم ليس لنا.
hit-our-check = ما سألت عنه إحدى عمليات التحقق لدينا
hit-a-check = عملية تحقق لديهم
hit-checked = عملية تحقق أجرتها { $member }
hit-asked = ما سُئل عنه
hit-asked-kept = لا يُحفظ ما سُئل عنه لهذا الغرض، أو لم يعد محفوظًا
hit-record = السجل
hit-our-record = سجلنا
hit-ask-check = تحققت { $member } مما قد يكون الشخص أو الشيء نفسه الوارد في هذا السجل: اسألوا { $contact }.
hit-they-see-check-full = يرون من تحقق ولماذا وما سُئل عنه.
hit-they-see-check-contact = يرون من تحقق ولماذا، لا ما سُئل عنه.

## Our records elsewhere: who has them, who looked
window-lead = سجلاتنا لدى الأعضاء الآخرين: من اطّلع عليها، ومن لم يؤكد بعد إتلاف ما استُرد.
window-recalls = استُرد ولم يتأكد إتلافه
window-recalls-none = أكد الجميع إتلاف ما استُرد.
window-member = العضو
window-since = استُرد في
window-stands = الحالة
window-waiting = غير مؤكد
window-confirmed = مؤكد
window-kept = محفوظ بحكم القانون
window-each = كل ما ينتظر
window-kept-there = محفوظ بحكم القانون في مكان آخر
window-keeps = ما يُحفظ هنا بحكم القانون
map-label = خريطة الأعضاء الذين طُلب منهم إتلاف نسخ؛ والقائمة أدناه تقول الشيء نفسه
window-looks = من اطّلع
window-looks-none = لم يطّلع أحد في مكان آخر على سجل لنا.
window-of-record = هذا السجل
window-all = جميع سجلاتنا
window-pseudonym = يظهر الضباط باسم مستعار لا يكشفه إلا عضوهم.
look-done = متى
look-who = من
look-what = ماذا
look-why = لماذا
look-consulted = عُرض جوابًا
look-opened = فُتح
look-listed = عُرض في قائمة
look-exported = صُدّر
look-attachment-opened = فتح ملفًا
look-status-asked = سأل هل هي سارية
look-printed = طُبع
look-carried = نُقل إلى مركز بلا اتصال
look-copy-opened = فُتح كنسخة محفوظة بحكم القانون
record-foreign = هذا السجل لعضو آخر: { $owner }. ويرى أنه فُتح هنا، وفي أي وحدة ولأي غرض.
record-holders = من يحوزه
record-holders-none = لا يحوزه عضو آخر.
record-looks-none = لم يطّلع عليه أحد في مكان آخر.
record-recall = الاسترداد
record-recall-told = أكد { $gone } من { $all } إتلاف نسخهم
holder-has = يحوز الإصدار { $version }، تأكد في { $moment }
holder-waits = أُرسل الإصدار { $version } في { $moment }، ولم يتأكد بعد
holder-gone = أكد في { $moment } إتلاف نسخته
holder-going = طُلب منه في { $moment } إتلاف نسخته ولم يؤكد
holder-keeps = يحفظ نسخته بحكم القانون حتى { $moment }؛ ولا يجدها أي تحقق
holder-undecided = نحّى نسخته جانبًا، ويقرر قبل { $moment } هل يوجب القانون حفظها
stands-done = تأكد كل شيء
stands-waits = لم يؤكد
stands-late = متأخر
stands-unreached = لا يمكن الوصول إليه
stands-kept = يحفظ بعضها بحكم القانون
copy-to-be-kept = تُحفظ إذا استُردت
copy-undecided = استُردت، والقرار معلّق
copy-kept = استُردت، محفوظة بحكم القانون
copy-ended = لم تعد محفوظة
capsule = كبسولة
capsules-lead = نسخ مختومة مما يجوز لمركز أن يتحقق منه بلا اتصال، كل واحدة لجهاز واحد ولأيام. ويجب أن يعود سجل كل مركز.
capsules-list = المراكز
capsules-none = لم تُعدّ أي كبسولة بعد.
capsule-post = المركز
capsule-records = السجلات
capsule-stands = الكبسولة
capsule-log = السجل
capsule-is-made = أُعدّت ولم تؤخذ بعد
capsule-is-leased = تعمل
capsule-is-resting = مغلقة حتى المدة التالية
capsule-is-expired = بلغت نهايتها
capsule-is-ended = أُنهيت
capsule-is-lost = الجهاز مفقود
capsule-log-none = لا سجل بعد
capsule-log-out = لدى المركز
capsule-log-awaited = لم يعد بعد
capsule-log-cut = وصل بلا آخره
capsule-log-given-up = لن يصل آخره
capsule-log-home = عاد
capsule-log-lost = فُقد مع الجهاز
capsule-lease = المدة
capsule-lease-until = المدة حتى { $moment }
capsule-lease-over = انتهت المدة منذ { $moment }
capsule-since = يُنتظر منذ { $time }
capsule-late = تأخر سجل مركز
capsule-very-late = تأخر سجل مركز كثيرًا
capsule-awaited = انتهت مدتها منذ { $time } ولم يعد سجلها. لا أحد هنا يعرف من تحقق منه المركز، ولا أصحاب ما وجده.
capsule-in-part = وصل جزء منه من قبل إغلاقه: انظر إلى الجهاز.
capsule-cut = انتهت مدتها منذ { $time } ووصل سجلها بلا آخره: لا أحد هنا يعرف هل تحقق المركز من غير ذلك. انظر إلى الجهاز وأعد إحضار السجل؛ والمركز الذي يُفتح ثانية ثم يُغلق يكتب آخره.
capsule-given-up = لن يصل آخر سجلها:
capsule-give-up = لن يصل آخره
capsule-give-up-text = فقط إذا تعذّر النظر إلى الجهاز. ما وصل يبقى، وما قد ينقص لا يعرفه أحد. وإن وصل الباقي بعد ذلك اعتُدّ به.
capsule-give-up-why = لماذا لن يصل
capsule-give-up-send = تركُ انتظاره
capsule-lost-runs = الجهاز مفقود. من كان بيده هو ورمز مدته يستطيع التحقق به حتى { $moment }، وبعدها لا يُفتح لأحد. ما كان فيه مذكور أدناه.
capsule-lost-over = الجهاز مفقود. انتهت مدته في { $moment }: لم يعد يُفتح لأحد. ما كان فيه مذكور أدناه.
capsule-ends = تنتهي آخر مدة
capsule-device-key = اسم مفتاح الجهاز
capsule-held = ما فيها
capsule-held-unknown = أُعدّت قبل أن يُقيَّد هذا.
capsule-owners = سجلات مَن
capsule-brought = عمليات التحقق: { $checks }. المرفوضة: { $refused }.
capsule-brought-none = لم يعد أي سجل لها.
capsule-found = وُجد في المركز
capsule-found-none = لم يوجد شيء مما في السجلات.
capsule-unseen = سجلات وُجدت ولا يجوز لك رؤيتها: { $count }.
capsule-when = آخر مرة
capsule-opened = فُتح
capsule-was-opened = فُتح هناك
capsule-code = رمز المدة
capsule-code-text = يُعرض هذه المرة فقط. اقرأه للمركز على خط يعرف فيه كل منكما الآخر؛ صالح حتى { $moment }. لا يُحفظ مع الجهاز.
capsule-newer = سجلات ذُكرت أو سُحبت منذ إعدادها ولا يعرفها المركز: { $count }.
capsule-lease-now = أبلغ برمز هذه المدة
capsule-lease-next = المدة التالية
capsule-lease-text = إن سُحب شيء فيها أو عُدّل منذ ذلك فلا يُعطى رمز: أعدّ كبسولة جديدة.
capsule-take = خذ الملف
capsule-end = إنهاؤها قبل أوانها
capsule-end-text = لا يُعطى رمز بعد ذلك. المدة التي أُبلغ بها تجري إلى نهايتها: لا يُستردّ شيء من جهاز بلا اتصال.
capsule-end-lost = الجهاز مفقود
capsule-end-closed = أُغلق المركز
capsule-lost-sure = تقييد الجهاز مفقودًا؟ لن يُنتظر سجله بعد ذلك.
capsule-home-title = إعادة سجل
capsule-home-text = الملف المنتهي بـ .log بجانب الكبسولة على الجهاز، أو كما أرسله المركز. يُبرهن كله أولًا، وما غُيّر يُرفض. وإعادته مرة أخرى لا تغير شيئًا.
capsule-home-file = سجل المركز
capsule-home-send = أعد السجل
capsule-node = هذه العقدة لدى الأجهزة
capsule-node-text = يسأل عنه الجهاز مرة: اقرأه بصوت مسموع.
capsule-make = إعداد كبسولة
capsule-make-send = أعدّ الكبسولة
capsule-made-for = أُعدّت الكبسولة لـ { $post }
capsule-made-holds = السجلات فيها: { $records }، ومنها لأعضاء آخرين: { $others }. أُبلغ أصحابها.
capsule-no-post = لا نظام يصلح مركزًا. من يدير هذه العقدة يضيف واحدًا بدور من سيتحققون هناك.
capsule-post-text = يدخل فيها ما يجوز لهذا النظام أن يراه لهذا الغرض ويجوز لك أيضًا. لا يدخل أبدًا: الشهود والضحايا المحتملون وما هو سري والنص الحر.
capsule-device = المفتاح العام للجهاز
capsule-device-text = ما في device.pub الذي يكتبه «liaison capsule device» هناك.
capsule-days = الأيام، 14 على الأكثر
capsule-lease-hours = ساعات كل مدة، 24 على الأكثر
capsule-officers = من سيتحقق هناك، واحد في كل سطر
capsule-only = بعض السجلات فقط
capsule-kinds = من هذه الأنواع فقط؛ لا شيء يعني الكل
capsule-lists = من هذه القوائم فقط، بفواصل؛ لا شيء يعني الكل
kept-title = محفوظ بحكم القانون
kept-lead = نسخ من سجلات أعضاء آخرين يوجب القانون حفظها بعد أن يستردها مالكها. لا يجدها أي تحقق أو قائمة أو بحث. يفتحها برقمها من يُسمح له، ويُبلغ مالكها. يعلن ذلك شخصان.
kept-here = النسخ
kept-none = لا شيء محفوظ بحكم القانون.
kept-why = السبب
kept-until = حتى
kept-do = الإجراء
kept-unit = الوحدة
kept-open = فتح
kept-again = إعلان من جديد
kept-end = التخلي عنها
kept-end-text = تُتلف النسخة التي استردها مالكها ويُبلغ بذلك. ولا يستطيع أحد إعادتها.
kept-copy = نسخة محفوظة بحكم القانون
kept-notice = استرد { $owner } هذا السجل. تُحفظ النسخة بحكم القانون وحده ولا تُستخدم لغير ذلك. يرى { $owner } أنكم فتحتموها.
keep-title = الحفظ بحكم القانون
keep-text = فقط إذا أوجبه قانون أو محكمة أو أمر. يؤكده شخص ثانٍ في غضون ثلاثة أيام، ولا يُتلف من النسخة شيء حتى ذلك. يُبلغ المالك بالقانون وسببكم والوحدة واليوم عند التأكيد وعند استرداد السجل.
keep-until = آخر يوم للحفظ
keep-send = إعلان
keep-confirm = تأكيد
keep-confirm-text = تؤكدون بصفتكم الشخص الثاني أن القانون يوجب حفظ هذه النسخة. ويسري ذلك من الآن، ويُبلغ المالك بالقانون والسبب والوحدة واليوم.
kept-waits = بانتظار شخص ثانٍ
kept-waits-hint = لا يُتلف من النسخة شيء حتى انقضاء المهلة. وما لا يؤكده أحد لا يُعتد به.
kept-waits-mine = يؤكده شخص آخر
kept-by = أعلنه
kept-by-somebody = شخص ما
kept-lapses = تنقضي المهلة
record-kept = إذا استرده مالكه حُفظت نسخة بحكم القانون حتى { $moment }.
record-keep-waits = أعلن شخص وجوب حفظ نسخة بحكم القانون. يُنتظر شخص ثانٍ حتى { $moment }.
recall-late = متأخر
recall-very-late = متأخر جدًا
recall-alarm-late = استرداد لم يتأكد
recall-alarm-very-late = استرداد لم يتأكد بعد

## The network
network-none = هذه العقدة ليست في أي شبكة
network-aloud = يتعارف أعضاء الشبكة بهذه البصمات. وقبل الوثوق بإحداها تُقرأ جهرًا بصوت معروف.
network-how = يكون الانضمام إلى شبكة من سطر الأوامر: liaison peer --help.
network-fingerprint = بصمة الشبكة
network-identity = بصمة هذه العقدة
network-members = الأعضاء
network-class = الفئة
network-standing = الوضع
network-reached = آخر اتصال
network-waiting = ينتظره
network-mailbox = في صندوق بريد { $hub } منذ
network-node = العقدة
network-own = هذه العقدة
network-fault = انقطع الاتصال منذ { $moment }:
network-never = لم يُتصل به قط
network-reckoned = قورن السجلان في { $moment }
apart-title = سجلات أفعال لا تتطابق
apart-text = ما يجري بين عضوين يرد في سجلّي كليهما. وما يرد في أحدهما وحده أكثر من يوم إنذار لدى الطرفين.
apart-day = اليوم
apart-what = ماذا
apart-here = في سجلنا وحده
apart-there = في سجلهم وحده
apart-acts = الأفعال
apart-alarm = إنذار
apart-settle = تسوية
apart-why = ما وجدتموه
apart-send = تسوية
passed-asked = سألناهم
passed-heard = تلقينا جوابهم
passed-answered = أجبناهم
passed-looked = اطّلعنا على سجلاتهم
passed-shown = اطّلعوا على سجلاتنا
stray-title = نسخ ليست كما يظن صاحبها
stray-text = مرة في اليوم يُقارن ما أُعطي من السجلات بما لدى كل حائز. لا يُحسب ما خرج خلال يوم أو لم يوقَّع باستلامه؛ وما اختلف منذ يوم فهو إنذار عند الطرفين.
stray-what = موضع الخلل
stray-since = منذ
stray-do = ما يُفعل
stray-unnamed = سجل لا يجوز لك رؤيته
stray-settled = قيل مرة أخرى في { $moment }
stray-there-lost = يجب أن يكون سجلنا لديه وليس لديه، أو لديه إصدار أقدم
stray-there-kept = ما زال سجلنا لديه وقد سحبناه
stray-here-lost = يجب أن يكون سجله لدينا وليس لدينا، أو لدينا إصدار أقدم
stray-here-kept = ما زال سجله لدينا وقد سحبه
stray-again-lost = أعطه مرة أخرى
stray-again-kept = اسحبه مرة أخرى
answers-title = سرعة إجابة كل عضو
answers-lead = يقيس كل عضو الإجابات التي تلقاها من الآخرين بساعته ويبلغ بها جميع الأعضاء على السواء. فيرى الجميع الأرقام نفسها، ولا يُقاس أحد بقوله هو.
answers-days90 = آخر 90 يومًا
answers-none = لم يُسأل بعد عن شيء كان يجب أن يجاب.
answers-what = ماذا
answers-of-request = الطلبات
answers-of-hit = المطابقات
answers-term = الاستعجال
answers-asked = سُئل
answers-in-time = في الوقت
answers-median = نصف الإجابات
answers-by = قاسه
answers-hours = خلال { $count } س
answers-days = خلال { $count } أيام
answers-longer = في أكثر من 30 يومًا
overtaken-title = لدى غيرنا مما تجاوز نسختنا الاحتياطية
overtaken-text = استُعيدت هذه العقدة من نسخة احتياطية. لدى آخرين هذه السجلات والنشرات بإصدارات ليست هنا، أو لا تعلم العقدة أنها أُعطيت لهم. وما يُصرّح به أو يُسحب أو يُنشر أو يُلغى هنا بعد ذلك يسري في كل مكان.
overtaken-holds = لديه
overtaken-notice = نشرة
overtaken-held = محفوظ هناك
overtaken-gone = كان قد استُرد
class-bureau = مكتب
class-hub = محور
class-institution = مؤسسة
class-service = خدمة
class-partner = شريك
member-is-active = نشط
member-is-suspended = معلّق
member-is-removed = مُبعد
heard-never = لم يُسمع عنها
heard-stale = مفاتيحها قديمة
heard-fresh = مفاتيحها حديثة
heard-lapsed = لم يعد يُختم لها شيء

## الاشتراك في النشرات
subscriptions-title = الاشتراكات
subscriptions-lead = قل أي النشرات تريد أن تُبلَّغ بها. حين تسري إحداها هنا، أو يبطل العمل بها، يظهر تنبيه لك أو لوحدتك.
subscriptions-open = الاشتراكات القائمة
subscriptions-none = لا شيء.
subscriptions-new = اشترك
subscriptions-kinds = الأنواع
subscriptions-kinds-hint = إن لم يُختر شيء: من كل نوع.
subscriptions-words = كلمات
subscriptions-words-hint = يجب أن تبدأ كل منها كلمةً من النشرة: «تزوير وثائق». فارغ: أيًّا كان نصها.
subscriptions-regions = المناطق
subscriptions-regions-hint = نشرات كل عضو فيها، ومن ينضم لاحقًا أيضًا. إلى جانب الأعضاء المسمّين أدناه.
region-northern-africa = شمال أفريقيا
region-western-africa = غرب أفريقيا
region-middle-africa = وسط أفريقيا
region-eastern-africa = شرق أفريقيا
region-southern-africa = الجنوب الأفريقي
region-gulf = الخليج
region-western-asia = غرب آسيا
region-central-asia = وسط آسيا
region-southern-asia = جنوب آسيا
region-south-eastern-asia = جنوب شرق آسيا
region-eastern-asia = شرق آسيا
region-european-union = الاتحاد الأوروبي
region-northern-europe = شمال أوروبا
region-western-europe = غرب أوروبا
region-southern-europe = جنوب أوروبا
region-eastern-europe = شرق أوروبا
region-western-balkans = غرب البلقان
region-northern-america = أمريكا الشمالية
region-central-america = أمريكا الوسطى
region-caribbean = الكاريبي
region-south-america = أمريكا الجنوبية
region-australia-and-new-zealand = أستراليا ونيوزيلندا
region-melanesia = ميلانيزيا
region-micronesia = ميكرونيزيا
region-polynesia = بولينيزيا
subscriptions-owners = الأعضاء
subscriptions-owners-hint = رموزهم: AE, SA. فارغ: من كل عضو.
subscriptions-unit = لكل من في وحدتي
subscriptions-of-unit = لوحدة { $unit }
subscriptions-all = كل النشرات
subscriptions-end = إنهاء
notice-alert-in-force = سارية
notice-alert-over = بطل العمل بها
notice-alert-gone = استُردّت وأُتلفت هنا

## Notices: what members ask all others
notices-lead = ما يطلبه الأعضاء من الجميع: العثور والتعرف والتحذير. لا يعمل أحد بنشرة قبل أن يقف وراءها شخصان عند صاحبها ومراجعان من عضوين آخرين.
notices-new = صياغة نشرة
notices-which = أي النشرات معروضة
notices-none = لا يوجد شيء.
notices-in-force = سارية
notices-ours = نشراتنا قيد الإعداد
notices-review = لنراجعها
notices-unreviewed = لم تُراجع بعد
notices-over = خارج الاستعمال
notices-came = سارية منذ أقل من يوم
notices-corrected = صُححت منذ أقل من يوم
notices-ended = خارج الاستعمال منذ أقل من يوم
notices-approve = تنتظر موافقتك
notices-decide = تنتظر مراجعتك
notices-send = تنتظر أن تنشرها
notices-due = يُعاد النظر فيها خلال 30 يومًا
notice-unreviewed = لم تُراجع بعد
notice-unreviewed-means = أرسلها صاحبها إلى أعضاء مختارين قبل أن ينظر فيها أحد. هي للقراءة: لا يجدها أي فحص ولا يعمل بها أحد.
notice-doubted = عضو ممن راجعوها لم يعد مراجعا. من كانت عنده احتفظ بها. ومن تصله الآن فقط يسأل المراجعين الآخرين منذ متى هي عندهم؛ فإن لم يستطع أحد منهم القول قرأها شخص عند مراجع لم يبت فيها وقال هنا إنها قائمة.
notice-withheld = هذا الشخص في قائمة من تحميهم هذه العقدة. لا يرى ذلك إلا القائمون على القائمة؛ لا يجدها أي فحص وصاحبها لا يعلم.
notice-round = الصياغة { $round }
notice-record = سجل موضوعها
record-notice = النشرة وراء هذا السجل
notice-machine = ما وجدته الآلة
notice-machine-hint = لا تقرر شيئا. ما يوقف النشرة يجب إصلاحه، وما تشير إليه يجب أن يجيب عنه كتابة من يجيزها.
notice-stops = يوقفها
notice-flags = انظر في هذا
notice-says = ما تقوله
notice-lapsed = انقضت
notice-do = ما يمكنك فعله
notice-why = السبب
notice-why-hint = مطلوب عند الرفض وعندما تجد الآلة شيئا. يوقَّع مع الفعل ويصل إلى كل من لديه النشرة.
notice-redraft = إعادة صياغتها
notice-done = ما فُعل بها
notice-counts = { $approvals } من موافقتين عند صاحبها، { $clears } من مراجعَين من أعضاء آخرين
notice-by-machine = الآلة
notice-kinds = نوع النشرة
notice-needed = ما عليه * لا بد منه.
notice-way = كيف تُرسل
notice-send = عرضها للموافقة
notice-send-hint = يوافق عليها شخصان آخران، ثم يقرر مراجعان من عضوين آخرين. وإن تغيرت بعد ذلك بدأ كل شيء من جديد.
protected-title = الأشخاص المحميون
protected-lead = تُحجب النشرات ضد هؤلاء عن الاستعمال في هذه العقدة. لا يُخبر أحد: لا الضباط هنا ولا صاحبها ولا المركز.
protected-withheld = النشرات المحجوبة هنا
protected-persons = في القائمة
protected-add = إضافة شخص إلى القائمة
protected-remove = إزالة من القائمة
notice-kind-red = حمراء
notice-kind-blue = زرقاء
notice-kind-green = خضراء
notice-kind-yellow = صفراء
notice-kind-black = سوداء
notice-kind-orange = برتقالية
notice-kind-purple = بنفسجية
notice-kind-silver = فضية
notice-kind-un-special = خاصة بالأمم المتحدة
notice-kind-work-of-art = عمل فني
notice-does-red = العثور على شخص ملاحق أو محكوم وتوقيفه بغرض تسليمه.
notice-does-blue = معرفة هوية شخص ومكانه ونشاطه.
notice-does-green = التحذير من جرائم شخص.
notice-does-yellow = العثور على مفقود، أو معرفة من لا يستطيع أن يعرّف بنفسه.
notice-does-black = معرفة هوية متوفى.
notice-does-orange = التحذير من خطر جسيم ووشيك.
notice-does-purple = الإبلاغ عن أسلوب أو جهاز أو مخبأ أو السؤال عنه.
notice-does-silver = العثور على عائدات الجريمة دون إكراه.
notice-does-un-special = الإبلاغ عن شخص أو كيان خاضع لعقوبات مجلس الأمن.
notice-does-work-of-art = العثور على عمل فني مسروق.
notice-sent-notice = نشرة
notice-sent-diffusion = تعميم
notice-sent-does-notice = تصدر بعد إجازتها.
notice-sent-does-diffusion = يقرؤها أعضاء مختارون فورا وعليها علامة أنها لم تُراجع، ثم تُراجع بعد ذلك.
notice-stage-draft = مسودة
notice-stage-approved = موافق عليها عند صاحبها
notice-stage-submitted = أمام المراجعين
notice-stage-screened = مفروزة
notice-stage-cleared = مجازة
notice-stage-returned = معادة
notice-stage-published = سارية
notice-stage-suspended = معلّقة
notice-stage-corrected = صُححت بأخرى
notice-stage-refused = مرفوضة
notice-stage-cancelled = ملغاة
notice-stage-unconfirmed = غير مؤكدة
notice-stage-means-draft = تنتظر موافقة شخصين غير من صاغها.
notice-stage-means-approved = يقف وراءها شخصان لكن الآلة توقفها: أعد صياغتها.
notice-stage-means-submitted = تنتظر فرزها من مراجع من عضو آخر. لا يجدها أي فحص.
notice-stage-means-screened = تنتظر قرار مراجعَين من عضوين. لا يجدها أي فحص.
notice-stage-means-cleared = لصاحبها أن ينشرها. لا يجدها أي فحص بعد.
notice-stage-means-returned = لدى مراجع أسئلة: أجب عنها بإعادة الصياغة.
notice-stage-means-published = تجدها الفحوص. قبل توقيف أي أحد اسأل صاحبها.
notice-stage-means-suspended = لا يعمل بها أحد. وما زال مطلوبا يصاغ من جديد.
notice-stage-means-corrected = لا يعمل بها أحد: حلت محلها نشرة أخرى.
notice-stage-means-refused = رأى المراجعون أنه لا يجوز نشرها. انتهت هنا.
notice-stage-means-cancelled = لا يعمل بها أحد وتُتلف كل نسخة.
notice-stage-means-unconfirmed = راجعها عضو لم يعد مراجعا، ولم يؤكد عضو آخر بعد ما فعله. لا يجدها أي فحص ولا يعمل بها أحد.
notice-word-draft = صيغت
notice-word-approve = ووفق عليها
notice-word-check = اجتازت الآلة
notice-word-diffuse = أُرسلت قبل المراجعة
notice-word-screen = فُرزت
notice-word-clear = أُجيزت
notice-word-return = أُعيدت
notice-word-refuse = رُفضت
notice-word-publish = نُشرت
notice-word-correct = صُححت بأخرى
notice-word-suspend = عُلّقت
notice-word-cancel = أُلغيت
notice-word-lapse = انقضت
notice-word-confirm = أُكدت
notice-say-approve = الموافقة
notice-say-diffuse = إرسال قبل المراجعة
notice-say-screen = يمكن البت فيها
notice-say-clear = يجوز نشرها
notice-say-return = إعادة مع أسئلة
notice-say-refuse = رفض
notice-say-publish = نشر
notice-say-correct = أخرى تحل محلها
notice-say-suspend = تعليق
notice-say-cancel = إلغاء في كل مكان
notice-say-confirm = قرأتها: ما تقرر فيها قائم
notice-stop-penalty-too-low = العقوبة المقررة أدنى من المطلوب: سنتان على الأقل، وأربع للأموال.
notice-stop-too-little-to-serve = المدة الباقية أقل من ستة أشهر.
notice-stop-warrant-to-come = المذكرة بتاريخ لم يحل بعد.
notice-stop-nobody-in-particular = ما يدل على الشخص قليل: يلزم تاريخ ميلاد أو وثيقة.
notice-stop-child-sought = لا يُطلب توقيف طفل دون الرابعة عشرة.
notice-stop-protected-role = لا يُحذَّر من الضحايا والشهود.
notice-stop-no-protective-measures = يجب أن تذكر كيف تُحمى هذه الضحية أو هذا الشاهد.
notice-flag-political = كلمة تشير إلى السياسة:
notice-flag-military = كلمة تشير إلى شأن عسكري:
notice-flag-religious = كلمة تشير إلى الدين:
notice-flag-racial = كلمة تشير إلى العرق أو الأصل:
notice-flag-behavioural = كلمة تشير إلى ما ليس جريمة في غير مكان:
notice-flag-private = كلمة تشير إلى نزاع خاص:
notice-flag-old-warrant = عمر المذكرة عشر سنوات أو أكثر.
notice-flag-thin-identity = قليل ما يميز هذا الشخص عن غيره بالاسم نفسه.
notice-flag-minor = الشخص قاصر.
notice-flag-minor-without-consent = طفل مفقود ولم يُذكر من وافق.
notice-flag-protected-person = ذُكر الشخص ضحية أو شاهدا.
notice-flag-own-national = هي ضد مواطن صاحبها وحده.
notice-flag-earlier = سبق أن طلب صاحبها هذا الشخص:
notice-hint-date = بقدر المعلوم: 1974 أو 1974-08 أو 1974-08-12
notice-hint-country = رمز أو اسم؛ وأكثر من واحد بفواصل
notice-hint-issuer = بلد، أو 914 (المحكمة الجنائية الدولية)، 916، 922، UNK
notice-hint-tongues = ثلاثة أحرف لكل لغة: FRE, ARA, EWE
notice-hint-metres = بالأمتار: 1.74
notice-hint-months = بالأشهر؛ 1200 للمؤبد
notice-hint-digest = بصمة SHA-256 للوثيقة القضائية، 64 خانة
notice-one-person = شخص
notice-one-body = كيان
notice-one-suspect = مشتبه به
notice-one-convicted = محكوم
notice-one-witness = شاهد
notice-one-victim = ضحية
notice-one-other = غير ذلك
notice-one-prosecution = ملاحق
notice-one-sentence = محكوم بعقوبة
notice-one-property = عقار
notice-one-vehicle = مركبة
notice-one-financial-account = حساب مالي
notice-one-business = منشأة
notice-one-en = الإنجليزية
notice-one-fr = الفرنسية
notice-one-es = الإسبانية
notice-one-ar = العربية
notice-one-yes = نعم
notice-sex-M = ذكر
notice-sex-F = أنثى
notice-sex-U = غير معروف
notice-colour-BLA = أسود
notice-colour-BLU = أزرق
notice-colour-BLUL = أزرق فاتح
notice-colour-BRO = بني
notice-colour-BROD = بني داكن
notice-colour-BROH = عسلي
notice-colour-BROL = بني فاتح
notice-colour-GRE = أخضر
notice-colour-GRY = رمادي
notice-colour-OTHC = بألوان مختلفة
notice-colour-OTHD = داكن
notice-colour-OTHL = فاتح
notice-colour-BROF = كستنائي فاتح
notice-colour-GRYG = أشيب
notice-colour-HAIB = أصلع
notice-colour-HAID = مصبوغ
notice-colour-RED = أحمر
notice-colour-REDA = أصهب
notice-colour-WHI = أبيض
notice-colour-YELB = أشقر
notice-field-entity_type = شخص أو كيان
notice-field-name = اسم العائلة
notice-field-forename = الأسماء
notice-field-birth_name = الاسم عند الولادة
notice-field-date_of_birth = تاريخ الميلاد
notice-field-sex_id = الجنس
notice-field-nationalities = الجنسيات
notice-field-place_of_birth = مكان الميلاد
notice-field-country_of_birth_id = بلد الميلاد
notice-field-passport_number = رقم الجواز
notice-field-height = الطول
notice-field-weight = الوزن بالكيلوغرام
notice-field-eyes_colors_id = لون العينين
notice-field-hairs_id = لون الشعر
notice-field-languages_spoken_ids = اللغات
notice-field-distinguishing_marks = العلامات المميزة
notice-field-father_name = اسم عائلة الأب
notice-field-father_forename = اسم الأب
notice-field-mother_name = اسم عائلة الأم
notice-field-mother_forename = اسم الأم
notice-field-role = الصفة في القضية
notice-field-protective_measures = كيف يُحمى الشخص
notice-field-consent = من وافق عن الطفل
notice-field-stage = ملاحق أم محكوم
notice-field-charge = التهمة
notice-field-law = القانون
notice-field-max_penalty_months = العقوبة القصوى
notice-field-to_serve_months = المدة الباقية
notice-field-warrant_reference = مرجع المذكرة
notice-field-warrant_issuer = جهة الإصدار
notice-field-warrant_date = تاريخ الإصدار
notice-field-warrant_digest = بصمة المذكرة
notice-field-date_of_event = متى حدث
notice-field-place = أين
notice-field-country = في أي بلد
notice-field-threat = الخطر
notice-field-modus_operandi = الأسلوب
notice-field-asset_kind = نوع المال
notice-field-asset = المال
notice-field-un_reference = مرجع قائمة العقوبات
notice-field-un_reference_date = تاريخ الإدراج
notice-field-un_resolution = القرار
notice-field-title = العنوان
notice-field-artist = الفنان
notice-field-object = ما هو
notice-field-facts = الوقائع
notice-field-facts_language = لغة الوقائع
notice-field-facts_en = الوقائع بالإنجليزية
notice-field-translator_en = ترجمها إلى الإنجليزية
notice-field-facts_fr = الوقائع بالفرنسية
notice-field-translator_fr = ترجمها إلى الفرنسية
notice-field-facts_es = الوقائع بالإسبانية
notice-field-translator_es = ترجمها إلى الإسبانية
notice-field-facts_ar = الوقائع بالعربية
notice-field-translator_ar = ترجمها إلى العربية
notice-field-action = المطلوب
notice-field-life_at_risk = حياة في خطر
public-title = النشرات العامة
public-lead = أشخاص مطلوبون أو مفقودون، بقدر ما تأذن به السلطات التي تطلبهم للعموم.
public-foot = لا تحتفظ هذه الصفحة بشيء عمن يقرؤها. وما يسحبه مالكه يزول من هنا في الحال.
public-all = الكل
public-find = ابحث
public-total = { $count ->
    [zero] لا نشرة
    [one] نشرة واحدة
    [two] نشرتان
    [few] { $count } نشرات
    [many] { $count } نشرة
   *[other] { $count } نشرة
}
public-until = صالحة حتى { $day }
public-back = كل النشرات العامة
public-do-red = لا تقترب من هذا الشخص. من يعرف مكانه فليبلغ الشرطة.
public-do-yellow = هذا الشخص مفقود. من رآه فليبلغ الشرطة.
public-do-un-special = تسري على هذا الشخص أو الكيان جزاءات مجلس الأمن.
notice-corrected-by = النشرة التي حلت محلها
notice-corrects = النشرة التي حلت هذه محلها
notice-form-corrects = متى نُشرت هذه خرجت النشرة التي تصححها من العمل في اللحظة نفسها.
notice-public = يأذن مالكها بأن يرى العموم مستخرجًا منها.
notice-hidden = سحب مالكها إذن المستخرج العام.
live-ask = اسأل { $owner } الآن هل هي سارية
live-hint = قبل توقيف أحد أو احتجازه. يرى المالك أنك سألت.
live-confirmed = أكدها مالكها في { $clock }: هي سارية.
live-ended = يقول مالكها في { $clock }: { $stage }.
live-denied = قال مالكها في { $clock } إنه لا يعرف نشرة كهذه لكم.
live-unreached = تعذر الوصول إلى مالكها. آخر ما عُرف: { $stage }، { $moment }.
live-no-arrest = لا إكراه على هذا الأساس قبل أن يؤكده مالكها.
notice-print = اطبع
notice-export = احفظ ملفًا
notice-correct = صححها بأخرى
notice-photograph = صورة في النشرة
notice-add-photograph = أضف صورة
notice-photograph-hint = ‏JPEG أو PNG أو WebP. تُصنع نسخة صغيرة بلا بيانات خفية، وتُصاغ النشرة بها من جديد.
notice-fed = مآل النسخ
notice-fed-hint = يقول كل حائز متى لم يعد أي استعلام يجدها، وما الذي خرج من عقدته قبل ذلك: الملفات والورق والكبسولات يستردها الناس.
notice-fed-index = لا يجدها استعلام منذ { $clock }
notice-fed-exported = { $count ->
    [zero] لم تُحفظ ملفًا
    [one] حُفظت ملفًا مرة
    [two] حُفظت ملفًا مرتين
    [few] حُفظت ملفًا { $count } مرات
    [many] حُفظت ملفًا { $count } مرة
   *[other] حُفظت ملفًا { $count } مرة
}
notice-fed-printed = { $count ->
    [zero] لم تُطبع
    [one] طُبعت مرة
    [two] طُبعت مرتين
    [few] طُبعت { $count } مرات
    [many] طُبعت { $count } مرة
   *[other] طُبعت { $count } مرة
}
notice-fed-carried = { $count ->
    [zero] ليست في كبسولة
    [one] في كبسولة واحدة
    [two] في كبسولتين
    [few] في { $count } كبسولات
    [many] في { $count } كبسولة
   *[other] في { $count } كبسولة
}
notice-fed-shown = { $count ->
    [zero] لم تُعرض
    [one] عُرضت مرة
    [two] عُرضت مرتين
    [few] عُرضت { $count } مرات
    [many] عُرضت { $count } مرة
   *[other] عُرضت { $count } مرة
}
notice-fed-until = آخر كبسولة تُفتح حتى { $moment }
notices-search = ابحث في النشرات السارية
notices-search-hint = يبحث عن كل كلمة أو بدايتها في كل ما تقوله النشرة: بأي كتابة كانت ومهما كانت الحركات.
notices-begun = بُدئت ولم تُصغ بعد
notices-unnamed = بلا اسم بعد
notices-drop = تخلص منها
notices-import = أدخل نشرات من ملف
notices-import-file = ملف (JSON)
notices-import-hint = بصيغة الخدمة العامة للنشرات. تدخل مسودات ولا تُنشر بهذا أبدًا.
notices-imported = صيغت مسودات: { $stated }. بُدئت وتنتظر الإتمام: { $begun }.
notices-import-row = رقم { $row }:
print-back = عودة إلى النشرة
print-hint = اطبع هذه الصفحة من متصفحك. يرى المالك أنها هُيئت للطباعة.
print-translated = ترجمة { $who }
print-before = لا يعلم الورق متى تُلغى النشرة. قبل توقيف أحد اسأل مالكها.
print-foot = طبعها { $who }، { $moment }
notice-word-hide = حُجبت عن العموم
notice-word-show = أُعيد عرضها على العموم
notice-say-hide = احجبها عن العموم
notice-say-show = اعرضها على العموم من جديد
notice-stop-child-in-public = لا يرى العموم طفلًا مطلوبًا، ولا مفقودًا إلا إذا ذُكر من وافق.
notice-field-photographs = الصور
notice-field-public_extract = ما يجوز أن يراه العموم
notice-field-corrects = تصحح النشرة
notice-one-text = المستخرج نصًا
notice-one-photographs = المستخرج مع الصور
## الرسائل والطلبات
threads-unanswered = { $count ->
    [zero] لا شيء ينتظرنا
    [one] رسالة واحدة تنتظرنا
    [two] رسالتان تنتظراننا
    [few] { $count } رسائل تنتظرنا
    [many] { $count } رسالة تنتظرنا
   *[other] { $count } رسالة تنتظرنا
}
place-threads = الرسائل
done-said = قيل، وهو في طريقه إلى المشاركين.
done-said-back = سُحب. تُتلف الآن كل نسخة منه في الخارج.
done-thread-taken = انتقل الآن إلى يد أخرى.
done-thread-noted = حُفظت الملاحظة، وهي تبقى في هذا المكتب.
done-watch-set = حُددت المناوبة، وتُبلَّغ الأرقام إلى الأعضاء الآخرين.
done-draft-kept = حُفظت المسودة.
act-said = رسالة
act-said-back = رسالة مسحوبة
act-thread-read = محادثة مقروءة
act-thread-taken = محادثة مسلَّمة
act-thread-noted = ملاحظة داخلية
act-request-late = طلب متأخر
box-new = جديدة
box-called = استُدعيتُ لها
box-mine = لي
box-unit = لوحدتي
box-ours = بانتظارنا
box-theirs = بانتظارهم
box-late = متأخرة
box-all = الكل
threads-boxes = أي الرسائل تُعرض
threads-none = لا شيء هنا.
digest-title = هذا الصباح
digest-lead = ما يستدعيك وما تأخر وما هو جديد أو ينتظر، كما هو الآن. تتغير الصفحة من تلقاء نفسها.
digest-none = لا شيء ينتظر. صباح الخير.
thread-send-file = إرسال ملف
thread-called = طلب تجاوز مهلته: أنت مستدعى
thread-numbers = لم يؤكد أحد استلامه في الوقت المحدد. اتصل الآن.
watch-title = المناوبة
watch-lead = مَن يستدعيه الطلب حين تنقضي مهلته: أولا من يعمل عليه ووحدته ورئيسها، ثم بعد نصف المهلة مرة أخرى مكتب المناوبة أيضا. وما لم يأخذه أحد يذهب إلى المناوبة فورا، وكذلك حياة في خطر.
watch-duty = في المناوبة الآن
watch-heads = رؤساء الوحدات
watch-numbers = الأرقام التي يمكن الاتصال بنا عليها
watch-numbers-hint = رقم في كل سطر: ما هو، ثم نقطتان، ثم الرقم. تُبلَّغ إلى جميع أعضاء الشبكة، ويرونها فورا حين تكون حياة في خطر ولا يجيب أحد هنا في الوقت المحدد.
watch-send = تحديد المناوبة
watch-nobody = لا أحد في المناوبة. وما يصعد إليها يستدعي كل من يحق له قراءته.
watch-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
watch-minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
} إلى أن يؤكد شخص الاستلام
threads-search = البحث في الرسائل
threads-search-hint = يبحث عن كل كلمة أو عن أولها في الرسائل والطلبات والملاحظات، بأي خط، مع الحركات أو بدونها.
threads-find = بحث
threads-found = نتائج البحث عن «{ $search }»
threads-found-none = لا شيء مما يحق لك قراءته يحوي هذه الكلمات كلها.
threads-unanswered-short = رسائل تنتظرنا
thread-new = رسالة أو طلب جديد
thread-gone = سحب صاحبها ما افتتحها
thread-unread = غير مقروء
climbed-1 = لدى الوحدة ورئيسها
climbed-2 = لدى المناوبة
waits-ours = دورنا
waits-theirs = دورهم
waits-over = منتهٍ
keys = المفاتيح
keys-walk = إلى التالي والسابق
keys-open = فتح
keys-word = قول الكلمة بهذا الرقم
keys-up = العودة إلى القائمة
request-identity-check = تحقق من الهوية
request-hit-confirmation = تأكيد تطابق
request-whereabouts = مكان الوجود
request-criminal-record = السجل الجنائي
request-document-check = تحقق من وثيقة
request-subscriber-data = بيانات المشترك
request-life-at-risk = حياة في خطر
request-other = طلب آخر
request-state-sent = مرسل
request-state-acknowledged = قيد العمل
request-state-clarifying = طُلب توضيح
request-state-leave-asked = طُلب إذن بالإحالة
request-state-partly-answered = أُجيب جزئياً
request-state-answered = أُجيب
request-state-refused = مرفوض
request-state-closed = مغلق
request-state-withdrawn = مسحوب
request-means-sent = لم يقل أحد بعد إنه يعمل عليه.
request-means-acknowledged = هناك من يعمل عليه. الساعة تجري.
request-means-clarifying = يحتاج المسؤول إلى مزيد من المعلومات. تتوقف الساعة حتى يجيب الطالب.
request-means-leave-asked = يودّ المسؤول أن يجيب عضو آخر. تتوقف الساعة حتى يقرر الطالب.
request-means-partly-answered = أُجيب عن جزء منه. الساعة تجري للباقي.
request-means-answered = أُجيب عنه. يغلقه الطالب.
request-means-refused = رُفض للسبب المذكور أدناه.
request-means-closed = انتهى منه الطالب.
request-means-withdrawn = لم يعد الطالب يطلبه.
word-acknowledged = قيد العمل
word-clarification-asked = يطلب توضيحاً
word-clarified = يوضّح
word-leave-asked = يطلب إذناً بالإحالة
word-forwarded = أُحيل
word-leave-denied = لا يُحال
word-refused = مرفوض
word-partly-answered = يجيب جزئياً
word-answered = يجيب
word-closed = مغلق
word-withdrawn = مسحوب
say-acknowledged = نعمل عليه
say-clarification-asked = طلب توضيح
say-clarified = توضيح
say-leave-asked = طلب الإحالة
say-forwarded = إحالة
say-leave-denied = لا يُحال
say-refused = رفض
say-partly-answered = إجابة جزئية
say-answered = إجابة
say-closed = إغلاق
say-withdrawn = سحب
ground-not-available = غير موجود هنا بعد البحث
ground-leave-refused = رفضت محكمة الإذن
ground-not-permitted = بيانات شخصية لا يجوز نقلها
ground-security = الأمن الوطني
ground-danger = يعرّض تحقيقاً أو شخصاً للخطر
ground-interests = يضر بمصالح شخص اعتباري
ground-minor-offence = الجريمة هناك بسيطة أو غير موجودة
ground-source-refuses = مصدره لا يأذن
thread-said = ما قيل
thread-taken-back = سحب كاتبه هذا، ولم يعد ممكناً قراءته.
thread-take-back = سحب
thread-back-sure = أتسحب هذه الرسالة؟ لن تُقرأ في أي مكان بعد ذلك.
mark-read = فُتحت هناك { $moment }
mark-delivered = سُلّمت { $moment }
mark-sent = في الطريق
mark-waits = لم تُرسل بعد
thread-crossed = معروف هنا
thread-crossed-hint = بُحث هنا عمّن يذكره الطلب. أنت ترى هذا، وسائر الأعضاء لا يرونه.
thread-crossed-none = لا شيء معروف يُعرض لك.
thread-reply = الرسالة
draft-kept = حُفظت المسودة
draft-kept-at = حُفظت المسودة { $moment }
draft-hint = ما تكتبه يُحفظ تلقائياً حتى يُرسل.
draft-keep = حفظ كمسودة
thread-ground = سبب الرفض
thread-forward-to = إحالة إلى
thread-send = إرسال
thread-facts = ما يسري عليها
thread-members = المشاركون
thread-kind = المطلوب
thread-asked = من { $member }
thread-about = بشأن
thread-term = الاستعجال
thread-crime = مجال الجريمة
thread-records = السجلات المذكورة
thread-taken-out = أُخرج من المكتب بواسطة
thread-take-out = إخراج مع البراهين
thread-take-out-hint = ملف يضم كل ما قيل، ويمكن لأي أحد التحقق منه بالأمر «liaison log verify FILE». ويُبلَّغ جميع المشاركين بأنك أخرجته.
thread-house = في هذا المكتب
thread-with = يعمل عليها { $officer }.
thread-nobody = لم يأخذها أحد.
thread-take = آخذها
thread-hand-over = تسليم إلى
thread-to-nobody = لا أحد
thread-hand = تسليم
thread-notes = ملاحظات داخلية
thread-note = ملاحظة لا تخرج أبداً
thread-note-keep = حفظ الملاحظة
thread-message = رسالة
template-in = النموذج بلغة:
thread-to = إلى
thread-copies = وأيضاً إلى (رموز الأعضاء)
thread-subject = الموضوع
thread-text = ما يُقال أو يُطلب
about-name = الاسم
about-born = الميلاد
about-document = رقم الوثيقة
thread-life = هناك حياة في خطر. يجب أن يقول أحدهم خلال دقائق إنه يعمل عليها، وإلا فاتصل بالعضو الآخر الآن.
thread-life-does = تتقدم على كل شيء، وتُنبّه هناك فوراً، ويجب أن يؤكدها شخص خلال دقائق.
thread-life-new = يجب أن يؤكد شخص أنه يعمل على الأمر
thread-caveat-text = ما يعنيه H3
crime-trafficking = الاتجار بالبشر
crime-smuggling = تهريب المهاجرين
crime-child-abuse = الاعتداء الجنسي على الأطفال
crime-missing-persons = المفقودون
crime-document-fraud = تزوير الوثائق
crime-money-laundering = غسل الأموال
crime-other = جريمة أخرى
template-identity-check = نرجو إفادتنا إن كان هذا الشخص معروفاً لديكم، وبأي هويات ووثائق، وإن كانت لديكم صورة أو بصمات. | السبب: | أين ومتى التُقي به:
template-hit-confirmation = نرجو تأكيد أن الشخص أو الشيء في هذا التطابق هو المذكور في سجلكم، وأن ما يطلبه سجلكم ما زال قائماً. | ما هو أمامنا:
template-whereabouts = نرجو إفادتنا بمكان هذا الشخص أو آخر مكان كان فيه ومدى التيقن من ذلك. لا يُطلب أي إجراء. | آخر ما نعلمه:
template-criminal-record = نرجو إرسال ما يجوز نقله من السجل الجنائي لهذا الشخص: الإدانات مع الجريمة والمحكمة والتاريخ والعقوبة. | الإجراء هنا:
template-document-check = نرجو إفادتنا إن كانت هذه الوثيقة صادرة عنكم، ولمن، وإلى متى تسري، وإن أُبلغ عن سرقتها أو فقدها أو إلغائها. | الجهة المصدرة والرقم كما قُرئا: | ما يثير الشك:
template-subscriber-data = نرجو إفادتنا بصاحب هذا الرقم أو الحساب في الوقت المذكور ومن أين كان يُدفع، بقدر ما يتيحه قانونكم للشرطة. | الرقم أو الحساب: | من وإلى مع المنطقة الزمنية:
template-life-at-risk = هناك حياة في خطر. المطلوب وموعده: | أين قد يكون الشخص: | اتصلوا بنا فوراً على:
