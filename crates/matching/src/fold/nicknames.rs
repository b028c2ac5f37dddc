//! Short and pet forms of given names.
//!
//! General knowledge of English, Russian, Spanish, German, Arabic and other usage; only forms that stand in papers and
//! on lists. Names of one line are forms of one name.

const GROUPS: [&str; 52] = [
    "alexander alexandre aleksandr aleksander oleksandr alejandro sasha sacha alex aleks sandro alexandra aleksandra",
    "aleksei alexei alexey aleksey oleksii oleksiy alyosha aliosha",
    "anthony antony antonio anton tony toni",
    "andrew andrei andrey andriy andreas andres andy drew",
    "anna ann anne anya annie ana hanna",
    "benjamin ben benny",
    "charles carlos karl carl charlie chuck",
    "christopher christoph kristof chris cristobal",
    "daniel danny dan danilo",
    "david dave davey dawid daud dawood",
    "dmitry dmitri dmitriy dmytro dima mitya",
    "edward eduardo eduard ed eddie ted teddy",
    "elizabeth elisabeth elisaveta yelizaveta liz lizzie betty beth liza",
    "eugene yevgeny evgeny yevgeniy evgeniy yevhen zhenya",
    "francis francisco franz paco pancho frank francesco francois",
    "frederick frederic fred freddy",
    "gabriel gabor gabi",
    "george georgi georgy georgiy jorge jurgen georg giorgio giorgi yuri heorhii",
    "gregory grigory grigori grigoriy hryhorii greg",
    "henry heinrich enrique henri harry hank",
    "ignacio ignatius nacho",
    "ivan vanya john johann johannes juan jean giovanni jan jon johnny jack joao hans yahya ioan",
    "jacob jakob yakov yaakov jacobo jake",
    "james jim jimmy jamie jaime",
    "jesus chucho",
    "joseph josef jose giuseppe joe pepe iosif yosef youssef yusuf",
    "katherine catherine ekaterina yekaterina kateryna katya kate cathy kathy catalina",
    "konstantin constantin constantine kostya costas",
    "lawrence laurence lorenzo larry laurent",
    "leonardo leonard leo leonid lyonya",
    "louis luis luigi ludwig lou lewis",
    "manuel manolo emanuel emmanuel manny",
    "margaret margarita maggie peggy rita marguerite",
    "maria mary marie mariya maryam miriam masha",
    "matthew mateo matteo matt matthias mathieu matvei",
    "michael mikhail miguel michel mykhailo mike misha mick",
    "mohammed mo moe",
    "natalia natalya nataliya natasha nathalie",
    "nicholas nikolai nikolay nicolas nikolaos mykola kolya nick nico niko",
    "olga olya olha",
    "patrick patricio paddy pat",
    "paul pablo pavel paolo pavlo pasha pawel",
    "peter pedro petr piotr petro pyotr pierre pietro pete petya",
    "richard ricardo dick rick rich ricky",
    "robert roberto bob bobby rob robbie",
    "sergei sergey serhii serhiy sergio serge seryozha",
    "stephen steven stefan esteban stepan etienne steve",
    "svetlana svitlana sveta",
    "thomas tomas tom tommy",
    "vladimir volodymyr wladimir vova volodya",
    "vasily vasili vasyl vasiliy vasya basil",
    "william bill billy will guillermo guillaume wilhelm liam",
];

/// The number of the line in which a name stands, from 1; 0 where it stands in none.
pub(crate) fn group_of(text: &str) -> u8 {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    static NAMES: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
        let lines = (1u8..).zip(GROUPS);
        lines.flat_map(|(number, names)| names.split(' ').map(move |name| (name, number))).collect()
    });
    NAMES.get(text).copied().unwrap_or(0)
}
