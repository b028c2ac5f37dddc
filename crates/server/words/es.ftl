### Las palabras de las páginas, en español.

## Frame
skip = Ir al contenido
navigation = Navegación principal
demo-mark = datos inventados
who-menu = cuenta e idioma
language = Idioma
sign-out = Cerrar sesión
pages = Páginas
older = Anteriores
more = Más
first-page = A la primera página
cancel = Cancelar
save = Guardar
change = Cambiar
deeds = Qué se puede hacer
print = Imprimir
printed = Impreso por { $name } el { $moment }. Trátese según las condiciones indicadas; destrúyase cuando ya no sea necesario.
copy = Copiar
copied = Copiado
place-tour = Recorrido
place-check = Consultar
place-file = Ficha nueva
place-standing = Consultas permanentes
place-hits = Concordancias
place-twins = Gemelos
place-window = Lo compartido
place-lists = Listas
place-log = Registro de actos
place-officers = Agentes
place-clients = Clientes
place-network = Red
place-rules = Reglas
place-thresholds = Umbrales
form-faulty = { $count ->
    [one] Hay un campo por corregir. No se ha enviado nada.
   *[other] Hay { $count } campos por corregir. No se ha enviado nada.
}
script-offline = El nodo no responde. Nada ha quedado registrado como respondido; compruebe la línea y envíe de nuevo.
script-open = Abrir
script-dismiss = Cerrar
done-filed = La ficha está registrada.
done-revised = La ficha está revisada.
done-withdrawn = La ficha está retirada. Su contenido ya no se puede leer.
done-standing-opened = La pregunta queda abierta. Recibirá un aviso cuando una ficha nueva la responda.
done-standing-closed = La consulta permanente está cerrada.
done-alert-seen = El aviso está marcado como visto.
done-hit-answered = Su respuesta queda guardada. Se comunica a la otra parte, si conoce la concordancia.
done-judged = La decisión queda guardada. No espera nada más.
done-judgement-undone = La decisión queda retirada.
done-twins-sought = La búsqueda está en curso. Lo que encuentre aparecerá aquí.
done-officer-added = El agente está añadido.
done-officer-changed = El agente está cambiado. Vale desde la página siguiente.
done-officer-disabled = El agente está desactivado. Todas sus sesiones han terminado.
done-client-revoked = La credencial está revocada. Se rechaza desde ahora.
done-rules-changed = Las reglas están cambiadas y valen desde ahora.
done-thresholds-set = Los umbrales están fijados y valen desde la próxima consulta.
done-log-verified = Se ha verificado el registro de actos. El resultado figura abajo.

## Numbers and dates
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sep
month-10 = oct
month-11 = nov
month-12 = dic
date-circa = hacia { $date }
date-between = de { $first } a { $last }
percent-under = menos del { $percent }
took-ms = { $ms } ms
size-kb = { $size } kB
size-mb = { $size } MB
size-gb = { $size } GB
percent = { $whole } %

## Reason
purpose = Finalidad
purpose-choose = Elija una finalidad
legal-basis = Base jurídica
reference = Caso u operación
why-title = ¿Por qué abre esto?
why-text = Cada consulta queda registrada con su finalidad. Indique la suya y continúe.
why-send = Continuar
why-legend = Por qué se hace
purpose-border-control = Control de fronteras
purpose-investigation = Investigación
purpose-prevention = Prevención
purpose-missing-persons = Personas desaparecidas
purpose-victim-protection = Protección de víctimas
purpose-identification = Identificación
purpose-screening = Cribado
purpose-analysis = Análisis
purpose-oversight = Supervisión
purpose-administration = Administración

## Flaws in forms
flaw-missing = Este campo es obligatorio.
flaw-no-choice = Elija una de las opciones ofrecidas.
flaw-record = No es el número de una ficha: tiene 32 cifras y letras de la a a la f, como en la dirección de su página.
flaw-threshold = Un umbral está entre 5 y 99,9, y el de coincidencia no es menor que el de posible.
flaw-outdated = Otra persona la ha revisado entretanto. Abra la ficha de nuevo y repita su cambio.
flaw-date = No es una fecha. Escriba 1974, 1974-08 o 1974-08-12; 1974~ para «hacia»; 1959/1961 para «entre».
flaw-country = No existe tal país. Escriba su nombre o su código, como Togo, TG o TGO.
flaw-phone = No es un número de teléfono. Escríbalo con el prefijo del país, como +228 90 12 34 56.
flaw-email = No es una dirección de correo electrónico.
flaw-iban = No es un IBAN: su longitud o sus dígitos de control son erróneos.
flaw-vin = Un número de bastidor tiene 17 letras y cifras, sin I, O ni Q.
flaw-imo = Un número OMI tiene siete cifras, como 9074729.
flaw-mmsi = Un MMSI tiene nueve cifras.
flaw-gender = Escriba M, F o X.
flaw-unfit = No corresponde a este campo.

## Check
check-title = ¿Es conocido?
check-box = Persona, documento, vehículo, teléfono, cualquier cosa
check-box-hint = Escriba, pegue o escanee: las líneas al pie de un pasaporte; un nombre con fecha de nacimiento; un número, matrícula, teléfono, IBAN, alias…
check-busy = Consultando…
check-detailed = Preguntar campo por campo
check-kind = ¿Qué es?
check-by-box = Como en la casilla
check-send = Consultar
check-clear = Borrar
key-box = a la casilla
key-send = consultar
key-line = línea nueva
key-matches = coincidencia siguiente, anterior
key-clear = borrar
answer = Respuesta
before-1 = La respuesta aparece aquí.
before-2 = Los nombres se comparan entre escrituras, órdenes y grafías; las fechas, hasta donde se conocen.
before-3 = Los caracteres mal leídos de las líneas de un pasaporte se corrigen cuando un dígito de control lo prueba.
before-4 = Cada consulta queda registrada con su nombre y su finalidad.
verdict-stop = ALTO
verdict-protect = PROTEGER
verdict-caution = PRECAUCIÓN
verdict-note = NOTA
verdict-nothing = NADA CONSTA
says-stop = Retenga y haga lo que el propietario pide abajo.
says-protect = Esta persona puede necesitar protección. No es sospechosa: póngala a salvo, hable con ella a solas y haga lo que el propietario pide.
says-caution = Mire de nuevo y pregunte al propietario antes de decidir.
says-caution-possible = Puede tratarse de una persona o cosa buscada. Establezca primero la identidad; no actúe solo por esto.
says-caution-zone = Los dígitos de control de este documento son incorrectos: mal leídos, falsos o alterados. Véase abajo.
says-note = Para su información. No se le pide nada.
says-nothing = Ninguna ficha que usted pueda ver coincide.
nothing-next = No es prueba de inocencia. Si duda del documento o de la grafía, pregunte de nuevo con otros datos.
answer-incomplete = Incompleta: no ha respondido todo lo que debía preguntarse. Pregunte de nuevo antes de fiarse.
answer-complete = completa
answer-part = incompleta
answer-logged = registrada
answer-hit = Concordancia con { $member }: lo que dice cada parte
ask-others = Preguntar también a otros
ask-hubs = Los centros de la red
ask-members = Miembros por su nombre
ask-hint = La pregunta sale de este nodo, sellada para quienes la reciben. Ven su unidad y para qué pregunta, y lo guardan en su registro.
elsewhere = Preguntado a otros
nothing-here = AQUÍ NO CONSTA NADA
elsewhere-title = Lo que otros han respondido
elsewhere-found = Encontrado en otro lugar: véase abajo.
elsewhere-waiting = aún tiene tiempo de responder
elsewhere-nothing-known = nada consta
elsewhere-answered = consta algo
elsewhere-not-answered = no ha respondido
elsewhere-refused = no responde
elsewhere-contact = { $owner } tiene una ficha que no es para nosotros: pregunte a { $owner }.
elsewhere-no-copy = aquí no se guarda copia
elsewhere-waits = Aún se pregunta a otros.
elsewhere-more = Mostrar lo que ha llegado
elsewhere-lacks = No todos han respondido: esto no dice nada de lo que tienen.
zone-valid = Zona de lectura mecánica { $layout }: todos los dígitos de control son correctos
zone-faulty = Zona de lectura mecánica { $layout }: hay dígitos de control erróneos
zone-failed = El dígito de control es erróneo: { $field }
zone-repaired = Mal leído en la línea { $line }, posición { $place }; un dígito de control prueba lo que era:
zone-next = Escanee de nuevo. Si vuelve a fallar, examine el documento: puede ser falso o estar alterado.
zone-number = número del documento
zone-birth = fecha de nacimiento
zone-expiry = fecha de caducidad
zone-personal = número personal
zone-composite = toda la zona
understood = Entendido como
matches = { $count ->
    [one] Una coincidencia
   *[other] { $count } coincidencias
}
no-status = Sin estado
owned-by = propietario: { $owner }
from-list = lista: { $list }
score = Probabilidad de que sea el mismo
possible-only = no establecido
owner-asks = { $owner } pide:
mixed-scripts = escrituras mezcladas
likelihood-almost-certain = casi con certeza el mismo
likelihood-very-likely = muy probablemente el mismo
likelihood-likely = probablemente el mismo
likelihood-possible = posiblemente el mismo
likelihood-weak = difícilmente el mismo
reasons = Por qué: { $for } a favor, { $against } en contra
feature-base = Al principio
feature-name = Nombre
feature-name-sound = Nombre, suena igual
feature-name-near = Nombre, grafía parecida
feature-name-nickname = Nombre, diminutivo
feature-name-initial = Nombre, inicial coincidente
feature-name-joined = Nombre, escrito junto
feature-name-different = Nombre, distinto
feature-name-initial-different = Nombre, otra inicial
feature-name-missing = Nombre, falta una parte
feature-name-whole = Nombre entero coincidente
feature-name-weak = Nombre, alias poco fiable
feature-name-limit = Límite de lo que un nombre prueba
feature-legal-form = Forma jurídica
feature-date = Fecha
feature-date-new-year = Fecha, 1 de enero
feature-date-month = Fecha, mismo mes
feature-date-year = Fecha, mismo año
feature-date-swapped = Fecha, día y mes cambiados
feature-date-typed = Fecha, error de escritura
feature-date-near = Fecha, cercana
feature-date-span = Fecha, dentro del intervalo
feature-date-circa = Fecha, aproximada
feature-date-different = Fecha, distinta
feature-date-far = Fecha, muy lejana
feature-sex = Sexo
feature-country = País
feature-place = Lugar
feature-address = Dirección
feature-parent = Padre o madre
feature-relative = Quizá un pariente, un homónimo o una filial
feature-kind = Clase de cosa
feature-number = Número
feature-number-looks = Número, se lee igual
feature-number-typed = Número, error de escritura
feature-phone = Teléfono
feature-phone-tail = Teléfono, últimas cifras
feature-email = Correo electrónico
feature-handle = Nombre de cuenta
feature-iban = IBAN
feature-bank-number = Número de cuenta
feature-wallet = Dirección del monedero
feature-plate = Matrícula
feature-vin = Número de bastidor
feature-imo = Número OMI
feature-mmsi = MMSI
speaks-for-3 = muy a favor
speaks-for-2 = claramente a favor
speaks-for-1 = ligeramente a favor
speaks-none = ni a favor ni en contra
speaks-against-1 = ligeramente en contra
speaks-against-2 = claramente en contra
speaks-against-3 = muy en contra
weights = Pesos
weights-hint = Cada peso dice qué hace el rasgo con las probabilidades: un punto más las duplica, un punto menos las reduce a la mitad.
stand-open = Dejar abierta esta pregunta
stand-hint = Recibirá un aviso en cuanto una ficha nueva la responda.
stand-until = Hasta (vacío: sin fin)
stand-send = Dejar abierta

## Razones, leídas en voz alta

because-base = Antes de comparar nada, se está { $odds } a 1 en contra: entre tantas fichas, casi ninguna trata de quien se busca.
because-name = { $how ->
    [same] «{ $record }» está en ambos nombres.
   *[other] «{ $query }» y «{ $record }» son el mismo nombre, escrito de otra forma.
}
because-name-sound = «{ $query }» y «{ $record }» suenan de forma parecida.
because-name-near = «{ $query }» y «{ $record }» se escriben de forma parecida.
because-name-nickname = «{ $query }» y «{ $record }» son formas de un mismo nombre.
because-name-initial = «{ $query }» y «{ $record }» tienen la misma inicial.
because-name-joined = «{ $query }» y «{ $record }» son lo mismo, escrito junto o separado.
because-name-different = La pregunta dice «{ $query }» donde la ficha dice «{ $record }».
because-name-initial-different = Las iniciales de «{ $query }» y «{ $record }» difieren.
because-name-missing = { $how ->
    [record-lacks] La pregunta tiene además «{ $query }», que falta en la ficha.
    [query-lacks] La ficha tiene además «{ $record }», que falta en la pregunta.
   *[other] Uno de los nombres tiene más partes que el otro.
}
because-name-whole = El nombre entero coincide y no sobra nada.
because-name-weak = Este nombre solo consta como alias incierto.
because-name-limit = { $how ->
    [taken] Las partes de un nombre suelen ir juntas, y un nombre solo prueba hasta cierto punto: esto se descuenta.
   *[given] Esto se devuelve, porque partes de un nombre que difieren dicen poco juntas.
}
because-legal-form = { $how ->
    [against] Las formas jurídicas «{ $query }» y «{ $record }» difieren.
   *[other] La forma jurídica coincide: «{ $query }» y «{ $record }».
}
because-date = La fecha es la misma: { $record }.
because-date-new-year = La fecha es la misma, { $record }, pero el 1 de enero suele ponerse cuando no se conoce el día.
because-date-month = { $how ->
    [same] El mes y el año son los mismos: { $record }.
   *[other] El mes y el año coinciden: { $query } y { $record }.
}
because-date-year = { $how ->
    [same] El año es el mismo: { $record }.
   *[other] El año coincide: { $query } y { $record }.
}
because-date-swapped = El día y el mes parecen cambiados: { $query } y { $record }.
because-date-typed = Las fechas difieren como por un error de escritura: { $query } y { $record }.
because-date-near = Las fechas son cercanas: { $query } y { $record }.
because-date-span = Las fechas pueden ser la misma: { $query } y { $record }.
because-date-circa = Las fechas coinciden más o menos: { $query } y { $record }.
because-date-different = Las fechas difieren: { $query } y { $record }.
because-date-far = Las fechas están muy alejadas: { $query } y { $record }.
because-relative = Lo que parientes, homónimos o filiales tienen en común prueba hasta cierto punto: esto se descuenta.
because-kind = Las clases difieren: «{ $query }» y «{ $record }».
because-address = Las direcciones son las mismas: «{ $query }» y «{ $record }».
because-parent = { $how ->
    [against] Los nombres del padre o de la madre difieren: «{ $query }» y «{ $record }».
   *[other] Los nombres del padre o de la madre coinciden: «{ $query }» y «{ $record }».
}
because-number-looks = Los números { $query } y { $record } se parecen: signos como O y 0 se confunden fácilmente.
because-number-typed = Los números { $query } y { $record } difieren en un signo, como por un error de escritura.
because-phone-tail = Las últimas cifras de { $query } y { $record } son las mismas.
because-any = { $how ->
    [same] { $what }: igual en ambos lados, { $record }.
    [against] { $what }: { $query } y { $record } difieren.
    [record-lacks] { $what }: { $query } está solo en la pregunta.
    [query-lacks] { $what }: { $record } está solo en la ficha.
    [taken] { $what }.
    [given] { $what }.
   *[other] { $what }: { $query } y { $record } coinciden.
}
weighs-for-3 = Eso habla muy a favor de una coincidencia.
weighs-for-2 = Eso habla claramente a favor de una coincidencia.
weighs-for-1 = Eso habla ligeramente a favor de una coincidencia.
weighs-none = Eso apenas dice nada.
weighs-against-1 = Eso habla ligeramente en contra de una coincidencia.
weighs-against-2 = Eso habla claramente en contra de una coincidencia.
weighs-against-3 = Eso habla muy en contra de una coincidencia.
reasons-sum = En conjunto: { $percent }, { $likelihood }.
weights-base = Antes de comparar
weights-sum = Suma
weights-odds = { $how ->
    [against] Aproximadamente { $odds } a 1 en contra.
   *[for] Aproximadamente { $odds } a 1 a favor.
}
explain-title = ¿Por qué no se encontró una ficha?
explain-hint = Dé el número de una ficha que conozca, o la dirección de su página. La consulta queda registrada.
explain-record = Ficha
explained-title = ¿Por qué esta ficha?
outcome-found = Esta ficha está entre las respuestas.
outcome-beyond-limit = Esta ficha también coincide, pero otras coinciden mejor y no se muestran más.
outcome-passed-over = Esta ficha sería una respuesta, pero la búsqueda no llegó a ella. Avise a quien mantiene este nodo.
outcome-below = Esta ficha no se dio por posible: { $percent } es menos que el { $least } que exige esta oficina.
outcome-not-searched = Esta ficha no se busca: es un vínculo, o se acaba de archivar.
outcome-absent = Esa ficha no existe, o no se le muestra a usted para este fin.
misses-1 = Habría bastado un dato más que hablara ligeramente a favor.
misses-2 = Habría bastado un dato más que hablara claramente a favor.
misses-3 = Habría bastado un dato más que hablara muy a favor.
misses-4 = Ni siquiera un dato más que hablara muy a favor habría bastado.

## Statuses, levels and codes
status-wanted = Se busca
status-suspect = Sospechoso
status-convicted = Condenado
status-sanctioned = Sancionado
status-missing = Desaparecido
status-witness = Testigo
status-possible-victim = Posible víctima
status-unidentified = Sin identificar
status-person-of-interest = Persona de interés
status-stolen = Robado
status-lost = Perdido
status-revoked = Revocado
status-stolen-blank = Robado en blanco
status-invalid = No válido
status-under-watch = Bajo vigilancia
gender-male = Masculino
gender-female = Femenino
gender-other = Otro
level = Nivel
level-open = Público
level-official = Oficial
level-restricted = Restringido
level-confidential = Confidencial
level-means-open = Público: publicado, puede mostrarse a cualquiera.
level-means-official = Oficial: para el trabajo policial.
level-means-restricted = Restringido: una filtración dañaría a una persona o un caso.
level-means-confidential = Confidencial: una filtración pondría en peligro una vida o una operación.
caveat-H0 = para uso policial
caveat-H1 = no como prueba judicial sin permiso del propietario
caveat-H2 = no transmitir sin permiso del propietario
caveat-H3 = según el texto del propietario
source-grade-A = fuente siempre fiable
source-grade-B = fuente generalmente fiable
source-grade-C = fuente generalmente poco fiable
source-grade-X = fuente que no se puede evaluar
information-grade-1 = fuera de duda
information-grade-2 = conocida por la propia fuente
information-grade-3 = oída y corroborada
information-grade-4 = oída, no se puede corroborar
script-Latn = latina
script-Arab = escritura árabe
script-Cyrl = cirílico
script-Grek = griego
script-Hebr = hebreo
script-Hani = caracteres chinos
script-Hrkt = kana japonés
script-Hang = hangul
script-Thai = tailandés
script-Deva = devanagari
script-Beng = bengalí
script-Ethi = etíope
script-Geor = georgiano
script-Armn = armenio
script-Zyyy = otra escritura

## Record
version = versión { $version }
grading = evaluación { $grading }
record-stated = Lo que se declara
record-links = Vínculos
record-no-links = Ningún vínculo que usted pueda ver.
record-source = Fuente y evaluación
record-handling = Condiciones de uso
record-history = Historial
record-filed = Registrada
record-revised = Revisada
record-id = Ficha
record-revise = Revisar
record-withdraw = Retirar
record-export = Exportar
compared-as = se compara como
part-status = Estado
part-action = Qué hacer
part-handling = Condiciones de uso
part-grading = Evaluación
part-source = Fuente
source-list = Lista
source-text = En palabras
grading-source = Fuente
grading-information = Información
audience = Quién puede tenerla
audience-own = Solo el propietario
audience-members = Solo estos miembros
audience-all = Todos los miembros
audience-does-own = Nada sale de este nodo.
audience-does-members = Se sella para quienes usted nombre y nadie más puede leerla. Guardan una copia hasta que usted la retire. Usted ve quién la tiene, quién la consultó y quién la destruyó.
audience-does-all = Todos los miembros de la red reciben una copia, también los que se unan más tarde, salvo aquellos a quienes nunca va. Usted ve quién la tiene y quién la consultó.
audience-is-own = Solo { $owner } puede tenerla.
audience-is-members = Puede ir a: { $members }.
audience-is-all = Puede ir a todos los miembros.
never-to = Nunca a: { $members }
purposes-all = Para cualquier finalidad.
purposes-only = Solo para: { $purposes }.
review-by = El propietario la reexamina antes del { $date }.
expires = Caduca el { $date }.
link-since = desde { $date }
link-until = hasta { $date }
link-family = pariente de
link-family-in = pariente de
link-associate = asociado de
link-associate-in = asociado de
link-member = miembro de
link-member-in = tiene como miembro a
link-directs = dirige
link-directs-in = dirigido por
link-owns = posee
link-owns-in = pertenece a
link-uses = usa
link-uses-in = usado por
link-located-at = se encuentra en
link-located-at-in = lugar donde se encuentra
link-linked-to = vinculado con
link-linked-to-in = vinculado con
filing-new = Ficha nueva: { $kind }
filing-revise = Revisar: { $kind }, versión { $version }
filing-kind = Tipo de ficha
filing-lines = Un valor por línea. Dé los textos como los tiene la fuente, en su propia escritura.
filing-meaning = Qué significa
filing-action-hint = Las palabras que lee el agente que encuentra a esta persona o cosa.
filing-members = Miembros (códigos, como TG FR X-IOM)
filing-never-to = Nunca a (códigos)
filing-these = Estos miembros
filing-never = Nunca a
filing-never-means = Quien se nombre aquí no recibe nada, ni siquiera de una ficha para todos. Si tiene una ficha sobre la misma persona o cosa, solo se le avisa a usted.
filing-others = Otros (códigos)
filing-narrowed = A quien tenía esta ficha y ya no está elegido se le ordena destruir su copia. La página de la ficha muestra quién lo ha hecho.
filing-purposes = Solo para estas finalidades (ninguna: para todas)
life-at-risk = Vida en peligro
life-at-risk-does = Se adelanta a todo lo demás, por todas las vías. Solo si de ello depende una vida.
filing-caveats = Códigos de tratamiento
filing-review = Reexaminar antes del
filing-expires = Caduca el
filing-send = Registrar la ficha
filing-revise-send = Registrar la revisión
withdraw-title = ¿Retirar esta ficha?
withdraw-text = Su contenido y todo su historial quedan ilegibles para todos, para siempre. El registro de actos conserva que existió y que usted la retiró.
withdraw-words = Por qué se retira
withdraw-send = Retirar para siempre
keep-record = Conservarla

## Lists and imports
lists-held = Listas que se tienen
lists-none = Aún no hay listas. Importe una con el formulario.
list = Lista
owner = Propietario
format = Formato
records = Fichas
refreshed = Actualizada
imports = Importaciones
imports-none = Aún no se ha importado nada.
import-started = Inicio
import-state = Estado
import-running = En curso
import-ended = Terminada
import-stopped = Interrumpida; la siguiente sigue desde ahí
import-of = Importación de { $list }
import-progress = Avance
import-bytes = { $read } de { $total }
import-rate = { $rate } por segundo
import-look-again = Mirar de nuevo
count-read = Leídas
count-new = Nuevas
count-changed = Cambiadas
count-withdrawn = Retiradas
count-unchanged = Sin cambios
count-refused = Rechazadas
import-title = Importar una lista
import-list = Nombre de la lista
import-list-hint = El mismo nombre es una actualización: lo que falte en los archivos nuevos se retira.
import-files = Archivos
import-files-hint = Todos los archivos de la lista juntos; .gz sirve.
import-mapping = Columnas (solo CSV)
import-no-mapping = No es un CSV
import-send = Importar
format-ftm = FollowTheMoney (líneas JSON)
format-ofac = OFAC SDN (juego CSV)
format-un = Consejo de Seguridad de la ONU (XML)
format-csv = CSV con correspondencia
mapping-documents = Documentos robados y perdidos
mapping-vehicles = Vehículos
mapping-phones = Teléfonos
refused-rows = Filas rechazadas
refused-none = No se rechazó ninguna fila.
refused-hint = Todas las demás filas se tomaron. Corrija estas en el archivo e impórtelo de nuevo.
file = Archivo
line = Línea
refused-why = Motivo

## Standing checks
standing-lead = Preguntas que quedan abiertas. Una ficha nueva que responde a una le avisa aquí al instante.
alerts = Avisos
alerts-none = Aún no hay avisos.
alerts-unseen = { $count ->
    [0] Ningún aviso nuevo
    [one] Un aviso nuevo
   *[other] { $count } avisos nuevos
}
alerts-unseen-short = Avisos nuevos
alert-answers = responde a «{ $question }»
alert-answers-closed = responde a una pregunta ya cerrada
alert-seen = Visto
alert-seen-at = visto el { $moment }
alert-title = { $status }: una ficha nueva responde a su consulta permanente
standing-open = Preguntas abiertas
standing-none = Ninguna. Abra una desde la respuesta a una consulta.
question = Pregunta
standing-since = Desde
standing-until = Hasta
standing-no-end = sin fin
standing-close = Cerrar
standing-closed = cerrada

## Log
log-lead = Quién consultó a quién, por qué, cuándo. Nadie puede cambiarlo sin que se note; esta consulta también queda registrada.
log-state = Estado del registro de actos
log-size = Actos
log-checkpoint = Último punto de control firmado
log-root = Raíz
log-unverified = Sin verificar desde que arrancó el nodo.
log-verify = Verificar ahora
log-whole = { $count ->
    [one] Íntegro: un acto verificado, cadena, firmas y árbol
   *[other] Íntegro: { $count } actos verificados, cadena, firmas y árbol
}
log-broken = Roto en el acto { $act }:
log-filter = Buscar en el registro de actos
log-who = Quién
log-what = Qué
log-object = Ficha o cosa
log-why = Por qué
log-when = Cuándo
log-number = N.º
log-from = Desde
log-to = Hasta
log-search = Buscar
log-all = Mostrar todo
log-export = Exportar como CSV
log-entries = Actos
log-none = Ningún acto coincide. Amplíe la búsqueda.
log-erased = borrado
log-said = Detalles
anybody = Cualquiera
anything = Todo
any-purpose = Cualquier finalidad
act-node-made = Nodo creado
act-node-restored = Nodo restaurado
act-member-named = Miembro nombrado
act-rules-changed = Reglas cambiadas
act-thresholds-set = Umbrales fijados
act-officer-added = Agente añadido
act-officer-changed = Agente cambiado
act-officer-disabled = Agente desactivado
act-enrolment-offered = Alta ofrecida
act-key-enrolled = Llave de acceso dada de alta
act-signed-in = Inicio de sesión
act-signed-out = Cierre de sesión
act-client-added = Cliente añadido
act-client-revoked = Cliente revocado
act-checked = Consulta
act-filed = Registro de ficha
act-revised = Revisión
act-withdrawn = Retirada
act-consulted = Mostrada como respuesta
act-asked = Preguntado a otros
act-heard = Respuesta de otro miembro mostrada
act-answered = Respondido a otro miembro
act-opened = Apertura
act-listed = Lista vista
act-exported = Exportación
act-import-started = Importación iniciada
act-import-ended = Importación terminada
act-standing-opened = Consulta permanente abierta
act-standing-answered = Consulta permanente respondida
act-standing-closed = Consulta permanente cerrada
act-alert-seen = Aviso visto
act-twins-proposed = Gemelos propuestos
act-twins-sought = Gemelos buscados en todo el almacén
act-judged = Decisión tomada
act-judgement-undone = Decisión retirada
act-charter-extended = Carta de la red ampliada
act-peer-told = Claves del nodo de un miembro recibidas
act-epoch-begun = Un nodo empezó a contar de nuevo tras una restauración
act-mail-kept = Correo sellado guardado para un miembro
act-mail-given = Correo guardado entregado
act-mail-destroyed = Correo guardado destruido
act-lane-opened = Clave de una vía entregada
act-quarantined = Apartado: no se pudo aceptar
act-recalled = Retirada a un miembro
act-recall-late = Retirada con retraso
act-clocks-set = Plazos fijados
act-consulted-there = Consultada por otro miembro
act-copy-told = Un miembro informó de su copia
act-hit-raised = Concordancia detectada
act-hit-answered = Concordancia respondida
act-hit-late = Concordancia fuera de plazo
act-capsule-made = Cápsula hecha para un puesto
act-carried = Llevado en una cápsula
act-capsule-leased = Plazo de una cápsula comunicado
act-capsule-ended = Cápsula cerrada
act-capsule-home = Registro de un puesto traído a casa
act-log-read = Registro de actos leído
act-log-exported = Registro de actos exportado
act-backed-up = Copia de seguridad
act-refused = Rechazo

## Officers and clients
officers-list = Agentes
name = Nombre
unit = Unidad
roles = Funciones
clearance = Habilitación
passkeys = Llaves de acceso
passkeys-none = aún ninguna
disabled = desactivado
disable = Desactivar
disable-sure = ¿Desactivar a este agente? Todas sus sesiones terminan al instante.
enable = Reactivar
new-link = Enlace nuevo
officer-add = Añadir un agente
officer-add-send = Añadir y crear el enlace
officer-change = Cambiar { $name }
link-once = Enlace de alta para { $name }
link-once-text = Se muestra solo esta vez. Entréguelo en persona o por una vía segura; sirve una vez, hasta el { $moment }.
role-frontline = Primera línea
role-investigator = Investigador
role-analyst = Analista
role-coordinator = Coordinador
role-victim-protection = Protección de víctimas
role-inspector = Inspector
role-administrator = Administrador
role-means-frontline = consulta en una ventanilla o un puesto
role-means-investigator = consulta, abre y registra fichas en casos
role-means-analyst = trabaja con fichas, listas y vínculos
role-means-coordinator = lleva la oficina y su intercambio con otros
role-means-victim-protection = ve lo que protege a víctimas y testigos
role-means-inspector = lee el registro de actos, ninguna ficha
role-means-administrator = lleva agentes, clientes y reglas, no ve contenido
clients-lead = Máquinas que preguntan con una credencial, con el mismo tipo de derechos que los agentes.
clients-list = Clientes
clients-none = Aún no hay clientes.
client-add = Añadir un cliente
client-name = Qué es
client-days = Válida (días, 90 como máximo)
client-add-send = Añadir y crear la credencial
token-once = Credencial para { $name }
token-once-text = Se muestra solo esta vez. Póngala donde la máquina guarda sus secretos; válida hasta el { $moment }.
made = Creado
good-until = Válida hasta
revoke = Revocar
revoke-sure = ¿Revocar esta credencial? La máquina se rechaza desde entonces; no se puede deshacer.
revoked = revocada

## Rules
rules-lead = Con este texto decide el nodo quién puede hacer y ver qué. Lo que ninguna regla permite se rechaza.
rules-standard = Las reglas de origen, sin cambios.
rules-changed = Cambiadas el { $moment }
rules-faulty = El texto no es válido. No se ha cambiado nada.
rules-line = Línea { $line }:
rules-text = Reglas (Cedar)
rules-words = Por qué se cambian
rules-hint = El texto se comprueba antes de que valga. El cambio queda registrado con ambos textos.
rules-send = Comprobar y poner en vigor

## Umbrales

thresholds-lead = A partir de estas probabilidades, una respuesta se llama posible, y coincidencia. Más bajos encuentran más y dan más falsas alarmas; más altos, lo contrario.
thresholds-possible = Posible desde
thresholds-match = Coincidencia desde
thresholds-words = Por qué se fijan
thresholds-hint = Valen para consultas, cribados y consultas permanentes, desde la próxima respuesta. El cambio queda registrado.
thresholds-send = Fijar
outlook-title = Qué esperar al día
outlook-basis = Calculado con las consultas de este nodo. Consultas contadas: { $checks }. Días: { $days }.
outlook-thin = Tan pocas consultas dicen poco del día siguiente: tome estas cifras como una estimación aproximada.
outlook-threshold = Desde
outlook-alarms = Alarmas al día
outlook-false = De ellas falsas
outlook-missed = Verdaderas por debajo
outlook-possible = posible
outlook-match = coincidencia
outlook-note = Una alarma es una ficha que responde a una consulta. Cuántas son falsas, y cuántas verdaderas quedan por debajo, se calcula con las probabilidades: de diez respuestas al 90 %, una será falsa. Las verdaderas se cuentan hasta el 5 %.

## Sign-in
sign-in = Iniciar sesión
sign-in-text = Use la llave de acceso de este dispositivo o su llave de seguridad. No hay contraseña.
sign-in-send = Entrar con una llave de acceso
sign-in-help = ¿Es nuevo aquí, o tiene un dispositivo nuevo? Pida un enlace de alta a su administrador.
sign-in-trouble-ended = Su sesión ha terminado. Inicie sesión de nuevo para seguir.
sign-in-trouble-link-dead = Este enlace ya se usó o ha caducado. Pida uno nuevo a su administrador.
sign-in-trouble-refused = Esa llave de acceso no se conoce aquí, o su cuenta está desactivada. Diríjase a su administrador.
passkey-none = Este navegador no puede usar llaves de acceso. Use un navegador actual en una dirección segura.
passkey-refused = El nodo no aceptó esta llave de acceso. Inténtelo de nuevo o diríjase a su administrador.
passkey-stopped = Interrumpido antes del final. Nada ha cambiado; inténtelo de nuevo cuando quiera.
passkey-busy = Siga las indicaciones de su dispositivo…
passkey-script = Las llaves de acceso necesitan JavaScript. Permítalo para esta dirección y abra la página de nuevo.
enrol-title = Cree su llave de acceso
enrol-welcome = Le damos la bienvenida, { $name }
enrol-text = Cree una llave de acceso en este dispositivo o en una llave de seguridad. Desde entonces entra con ella: con el dedo, la cara o su PIN.
enrol-send = Crear la llave de acceso
enrol-until = Este enlace sirve una vez, hasta el { $moment }.
enrol-not-you = ¿No es usted? Cierre la página y avise a su administrador.
link-title = Entrar como { $name }
link-send = Entrar
link-hint = Este enlace solo funciona en esta máquina.
signed-out-title = Ha cerrado la sesión
signed-out-text = En este dispositivo no queda nada de lo que vio. Puede cerrar la ventana.
signed-out-again = Entrar de nuevo

## Tour
tour-title = Para probar
tour-lead = Las personas, documentos y cosas de este nodo son inventados. Cada ejemplo rellena la casilla; usted pulsa Consultar.
tour-fill = Rellenar la casilla
tour-then = Y después
tour-then-1 = Abra una coincidencia: qué declara su propietario, de dónde, para quién y con qué está vinculada.
tour-then-2 = Deje abierta una pregunta, importe una lista que la responda y vea llegar el aviso.
tour-then-3 = Entre como inspector y encuentre en el registro de actos todo lo que acaba de hacer.
tour-stolen-passport = Un pasaporte robado
tour-text-stolen-passport = Las dos líneas al pie de un pasaporte denunciado como robado.
tour-nothing-known = Nada consta
tour-text-nothing-known = La respuesta a casi todas las consultas: rápida, clara y registrada igualmente.
tour-misread-zone = Una línea mal leída
tour-text-misread-zone = El escáner tomó un cero por una O. Un dígito de control prueba lo que era.
tour-false-zone = Un dígito de control falso
tour-text-false-zone = Nada encaja: vea qué dígito falla y qué hacer.
tour-wanted-name = Una persona buscada
tour-text-wanted-name = Un nombre y una fecha de nacimiento, como se escribirían.
tour-other-script = Otra escritura
tour-text-other-script = Una persona fichada en letras latinas, preguntada en su propia escritura.
tour-typing-error = Un error de escritura
tour-text-typing-error = Nombres cambiados de orden y mal escritos, y aun así encontrados.
tour-partial-date = Media fecha de nacimiento
tour-text-partial-date = Solo se conoce el año. Vea cuánto menos segura es la respuesta.
tour-phone = Un teléfono
tour-text-phone = Un número de un aparato incautado.
tour-plate = Una matrícula
tour-text-plate = Una furgoneta en la frontera.
tour-victim = Alguien a quien proteger
tour-text-victim = No es sospechosa. Vea qué distinta es la respuesta y para qué finalidades se muestra.
tour-network = Una red real
tour-text-network = Una organización de tráfico de migrantes de una lista de sanciones pública, con sus personas, pasaportes y direcciones.

## Troubles
trouble-not-found = No está aquí
trouble-next-not-found = En esta dirección no hay nada que usted pueda ver. Compruebe la dirección o busque con una consulta.
trouble-refused = No permitido
trouble-next-refused = El rechazo queda registrado. Si su trabajo lo necesita, pregunte a su administrador qué función lo cubre.
trouble-invalid = No se puede leer
trouble-next-invalid = Vuelva, corríjalo y envíelo de nuevo. No se ha cambiado nada.
trouble-conflict = Cambiado entretanto
trouble-next-conflict = Otra persona lo cambió mientras usted trabajaba. Ábralo de nuevo y repita su cambio.
trouble-too-large = Demasiado grande
trouble-next-too-large = Divida el archivo o impórtelo en la línea de órdenes del nodo.
trouble-largest = Como máximo { $size }.
trouble-too-many = Demasiadas a la vez
trouble-next-too-many = Después siga como antes. Muchas consultas seguidas van más rápido por lote.
trouble-wait = { $count ->
    [one] Espere un segundo.
   *[other] Espere { $count } segundos.
}
trouble-stranger = De otra parte
trouble-next-stranger = Este formulario se envió desde otro sitio, o el navegador oculta de dónde viene. Abra la página de este nodo y envíelo desde allí.
trouble-broken = Algo ha fallado
trouble-next-broken = Ha quedado anotado. Inténtelo una vez más; si se repite, dé este número a quien lleva el nodo.
trouble-reference = Número:
trouble-not-ready = Aún no está listo
trouble-next-not-ready = El nodo está arrancando o su almacén no está. Inténtelo de nuevo en un momento.
trouble-home = Al inicio

# Gemelos: pares de fichas que quizá son de una sola persona o cosa
pair-name-different = Una ficha tiene «{ $query }» donde la otra tiene «{ $record }».
pair-name-missing = { $how ->
    [record-lacks] Solo la primera ficha tiene «{ $query }».
    [query-lacks] Solo la segunda ficha tiene «{ $record }».
   *[other] Uno de los nombres tiene más partes que el otro.
}
pair-any = { $how ->
    [same] { $what }: igual en ambas, { $record }.
    [against] { $what }: { $query } y { $record } difieren.
    [record-lacks] { $what }: { $query } está solo en la primera ficha.
    [query-lacks] { $what }: { $record } está solo en la segunda ficha.
   *[other] { $what }: { $query } y { $record } concuerdan.
}
twins-lead = Pares de fichas que quizá son de la misma persona o cosa. Nada se fusiona: cada ficha sigue siendo de su propietario.
twins-shown = Pares que se muestran
twins-waiting = En espera
twins-none = Ningún par espera una decisión.
twins-judged-none = No hay decisiones de esta clase.
twins-start = Decidir uno por uno
twins-seek = Buscar en todo el almacén
twins-kind = Clase
twins-every-kind = Todas las clases
twins-narrow = Mostrar
twins-more = Más
twin-title = ¿Son la misma persona o cosa?
twin-beside = Lado a lado
twin-property = Propiedad
twin-agreement = Coincidencia
twin-waiting = { $count } en espera
twin-why = Lo que habla a favor y en contra
twin-skip = Saltar
twin-undo = Retirar
twin-words = Decir por qué
twin-words-hint = Lo ve quien puede ver ambas fichas. Desaparece cuando una de ellas se retira.
twin-group = Ambas van juntas con
twin-against = Otras fichas, iguales a estas dos, se juzgaron distintas. Juzgar estas como iguales lo contradiría.
twin-against-pair = Ver ese par
twin-history = Decisiones anteriores
twin-not-judged = Nadie ha decidido sobre este par.
twin-undone = Retirada { $moment }
twin-changed = Este par ya se juzgó. Una ficha ha cambiado desde entonces, por eso se pregunta de nuevo.
twin-changed-short = cambiada desde entonces
profile = Perfil
profile-count = { $count ->
    [one] una ficha
   *[other] { $count } fichas
}
profile-lead = Todas las fichas que se juzgaron de la misma persona o cosa. Cada valor sigue siendo de su propietario.
profile-values = Lo que dicen
profile-records = Fichas
profile-alone = Ninguna otra ficha se juzgó igual.
profile-judgements = Decisiones
profile-aside = Una decisión contradice a las demás y no se sigue aquí.
profile-waiting = Quizá iguales también
profile-apart = Juzgadas distintas
judgement-same = Iguales
judgement-different = Distintos
judgement-unsure = No se sabe
agreement-equal = igual
agreement-spelt = escrito de otro modo
agreement-unequal = no igual
agreement-single = solo aquí

## Hits: two members hold a piece of the same
hits-unanswered = { $count ->
    [one] Una concordancia espera respuesta
   *[other] { $count } concordancias esperan respuesta
}
hits-unanswered-short = Concordancias que esperan respuesta
hits-lead = Otro miembro tiene una ficha que quizá es de la misma persona o cosa que una nuestra. Ambos dicen lo que constatan antes de que venza el plazo.
hits-shown = Concordancias mostradas
hits-ours = Nos toca responder
hits-theirs = Les toca a ellos
hits-over = Respondidas por ambos
hits-none-ours = Ninguna concordancia espera nuestra respuesta.
hits-none-theirs = Ninguna concordancia espera a la otra parte.
hits-none-over = Ninguna concordancia ha sido respondida por ambas partes.
hits-start = Responder una por una
hit-new = Nueva concordancia
hit-title = Concordancia: { $member }
hit-with = con: { $member }
hit-not-here = la suya no se muestra aquí
hit-they-say = { $member }: { $word }
hit-left = tiempo restante: { $time }
hit-late = retraso: { $time }
span-minutes = { $count ->
    [one] un minuto
   *[other] { $count } minutos
}
span-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}
span-days = { $count ->
    [one] un día
   *[other] { $count } días
}
term-urgent = respuesta en 8 horas
term-soon = respuesta en 3 días
term-usual = respuesta en 7 días
hit-state-raised = Sin respuesta
hit-state-open = Sin decidir
hit-state-confirmed = Confirmada por ambos
hit-state-refuted = No son lo mismo
hit-state-inconclusive = No se puede saber
hit-means-raised = Es una pista. No se puede tomar ninguna medida contra nadie por ella antes de que ambas partes la confirmen.
hit-means-open = Es una pista. No se puede tomar ninguna medida contra nadie por ella antes de que ambas partes la confirmen.
hit-means-confirmed = Ambas partes dicen que es la misma persona o cosa. Lo que piden los propietarios se muestra con sus fichas.
hit-means-refuted = No se vuelve a plantear mientras las fichas digan lo que dicen ahora.
hit-means-inconclusive = Ambas partes han respondido y lo que tienen no permite saberlo.
hit-word-acknowledged = se está ocupando
hit-word-confirmed = es lo mismo
hit-word-refuted = no es lo mismo
hit-word-inconclusive = no puede saberse
hit-say-acknowledged = Nos ocupamos
hit-say-confirmed = Es lo mismo
hit-say-refuted = No es lo mismo
hit-say-inconclusive = No se puede saber
hit-contact = A quién preguntar
hit-ask = { $member }: allí hay una ficha sobre lo que quizá es la misma persona o cosa. Su contenido no se nos muestra: pregunte a { $contact }.
hit-answer = ¿Qué constata usted?
hit-final = Lo decidido queda decidido.
hit-next = Concordancia siguiente
hit-said = Lo que dice cada parte
hit-nothing-said = Aún no ha dicho nada
hit-clock = Respuesta antes de
hit-raised = Detectada
hit-they-see-full = Ven nuestra ficha.
hit-they-see-contact = Saben que tenemos una ficha y que deben preguntarnos; no lo que dice.
hit-they-see-silent = No se les informa de esta concordancia.
hit-we-see-full = La suya nos está dirigida, pero no está aquí o no está abierta a usted.
hit-we-see-contact = Nos hacen saber que existe, y nada más.
hit-we-see-silent = Su ficha no es para nosotros.
hit-our-check = lo que preguntaba una comprobación nuestra
hit-a-check = una comprobación suya
hit-checked = Una comprobación de { $member }
hit-asked = Lo que se preguntó
hit-asked-kept = lo que se preguntó no se guarda para esta finalidad, o ya no
hit-record = La ficha
hit-our-record = Nuestra ficha
hit-ask-check = { $member } ha comprobado lo que puede ser la misma persona o cosa que esta ficha: pregunte a { $contact }.
hit-they-see-check-full = Ven quién comprobó, para qué y qué se preguntó.
hit-they-see-check-contact = Ven quién comprobó y para qué; no lo que se preguntó.

## Our records elsewhere: who has them, who looked
window-lead = Nuestras fichas en manos de otros miembros: quién las consultó y quién no ha confirmado aún que lo retirado está destruido.
window-recalls = Retirado, destrucción sin confirmar
window-recalls-none = Todos han confirmado la destrucción de lo retirado.
window-member = Miembro
window-since = Retirado
window-stands = Estado
window-waiting = Sin confirmar
window-confirmed = Confirmadas
window-each = Cada una en espera
map-label = Mapa de los miembros que debían destruir copias; la lista de abajo dice lo mismo
window-looks = Quién consultó
window-looks-none = Nadie ha consultado en otro lugar una ficha nuestra.
window-of-record = Esta ficha
window-all = Todas nuestras fichas
window-pseudonym = Los agentes figuran con un seudónimo que solo su propio miembro puede resolver.
look-done = Cuándo
look-who = Quién
look-what = Qué
look-why = Por qué
look-consulted = mostrada como respuesta
look-opened = abierta
look-listed = mostrada en una lista
look-exported = exportada
look-printed = impresa
look-carried = llevado a un puesto sin línea
record-foreign = Esta ficha es de otro miembro: { $owner }. Ve que se abrió aquí, en qué unidad y con qué finalidad.
record-holders = Quién la tiene
record-holders-none = Ningún otro miembro la tiene.
record-looks-none = Nadie la ha consultado en otro lugar.
record-recall = Retirada
record-recall-told = { $gone } de { $all } han confirmado la destrucción de su copia
holder-has = tiene la versión { $version }, confirmado el { $moment }
holder-waits = versión { $version } enviada el { $moment }, sin confirmar
holder-gone = confirmó el { $moment } la destrucción de su copia
holder-going = debe destruir su copia desde el { $moment }, sin confirmar
stands-done = todo confirmado
stands-waits = no ha confirmado
stands-late = con retraso
stands-unreached = sin contacto
recall-late = con retraso
recall-very-late = con mucho retraso
recall-alarm-late = Retirada sin confirmar
recall-alarm-very-late = Retirada aún sin confirmar

## The network
network-none = Este nodo no está en ninguna red
network-aloud = Los miembros de una red se reconocen por estas huellas. Antes de confiar en una, se lee en voz alta por una voz conocida.
network-how = A una red se une desde la línea de órdenes: liaison peer --help.
network-fingerprint = Huella de la red
network-identity = Huella de este nodo
network-members = Miembros
network-class = Clase
network-standing = Situación
network-reached = Último contacto
network-waiting = En espera
network-mailbox = En el buzón de { $hub }, desde
network-node = Nodo
network-own = este nodo
network-fault = sin contacto desde { $moment }:
network-never = nunca contactado
class-bureau = oficina
class-hub = centro
class-institution = institución
class-service = servicio
class-partner = socio
member-is-active = activo
member-is-suspended = suspendido
member-is-removed = excluido
heard-never = sin noticia alguna
heard-stale = claves antiguas
heard-fresh = claves vigentes
heard-lapsed = ya nada se sella para él

## Mensajes y solicitudes
threads-unanswered = { $count ->
    [one] Un mensaje o solicitud nos espera
   *[other] { $count } mensajes y solicitudes nos esperan
}
place-threads = Mensajes
done-said = Está dicho y va camino de quienes participan.
done-said-back = Está retirado. Cada copia ajena se está destruyendo.
done-thread-taken = Ahora está en otras manos.
done-thread-noted = La nota se guarda. Se queda en esta casa.
done-draft-kept = El borrador se ha guardado.
act-said = Mensaje
act-said-back = Mensaje retirado
act-thread-read = Conversación leída
act-thread-taken = Conversación traspasada
act-thread-noted = Nota interna
act-request-late = Solicitud atrasada
box-new = Nuevos
box-mine = Míos
box-unit = De mi unidad
box-ours = Esperan de nosotros
box-theirs = Esperan de ellos
box-late = Vencidos
box-all = Todos
threads-boxes = Qué mensajes se muestran
threads-none = Aquí no hay nada.
threads-unanswered-short = Mensajes que nos esperan
thread-new = Nuevo mensaje o solicitud
thread-gone = Su autor retiró lo que lo abría
thread-unread = no leído
climbed-1 = en la unidad y su jefe
climbed-2 = en la guardia
waits-ours = nuestro turno
waits-theirs = su turno
waits-over = terminado
keys = Teclas
keys-walk = al siguiente y al anterior
keys-open = abrir
keys-word = decir la palabra de este número
keys-up = volver a la lista
request-identity-check = Comprobación de identidad
request-hit-confirmation = Confirmación de una coincidencia
request-whereabouts = Paradero
request-criminal-record = Antecedentes penales
request-document-check = Comprobación de documento
request-subscriber-data = Datos de abonado
request-life-at-risk = Vida en peligro
request-other = Otra solicitud
request-state-sent = Enviada
request-state-acknowledged = En curso
request-state-clarifying = Aclaración pedida
request-state-leave-asked = Permiso de reenvío pedido
request-state-partly-answered = Respondida en parte
request-state-answered = Respondida
request-state-refused = Denegada
request-state-closed = Cerrada
request-state-withdrawn = Retirada
request-means-sent = Nadie ha dicho aún que trabaja en ello.
request-means-acknowledged = Alguien trabaja en ello. El reloj corre.
request-means-clarifying = El consultado necesita saber más. El reloj descansa hasta que responda quien pregunta.
request-means-leave-asked = El consultado querría que respondiera otro miembro. El reloj descansa hasta que decida quien pregunta.
request-means-partly-answered = Una parte está respondida. El reloj corre para el resto.
request-means-answered = Está respondida. La cierra quien pregunta.
request-means-refused = Está denegada, por el motivo que consta abajo.
request-means-closed = Quien preguntó ha terminado.
request-means-withdrawn = Quien preguntó ya no pregunta.
word-acknowledged = trabajando en ello
word-clarification-asked = pide una aclaración
word-clarified = aclara
word-leave-asked = pide permiso para reenviar
word-forwarded = reenviada
word-leave-denied = no reenviar
word-refused = denegada
word-partly-answered = responde en parte
word-answered = responde
word-closed = cerrada
word-withdrawn = retirada
say-acknowledged = Estamos en ello
say-clarification-asked = Pedir una aclaración
say-clarified = Aclarar
say-leave-asked = Pedir reenvío
say-forwarded = Reenviar
say-leave-denied = No reenviar
say-refused = Denegar
say-partly-answered = Responder en parte
say-answered = Responder
say-closed = Cerrar
say-withdrawn = Retirar
ground-not-available = No consta aquí, tras búsqueda
ground-leave-refused = Un tribunal denegó el permiso
ground-not-permitted = Datos personales que no pueden transmitirse
ground-security = Seguridad nacional
ground-danger = Pondría en peligro una investigación o a una persona
ground-interests = Dañaría intereses de una persona jurídica
ground-minor-offence = El delito allí es leve o no existe
ground-source-refuses = Su fuente no da permiso
thread-said = Lo que se dijo
thread-taken-back = Su autor retiró esto. Ya no se puede leer.
thread-take-back = Retirar
thread-back-sure = ¿Retirar este mensaje? No podrá leerse en ninguna parte.
mark-read = abierto allí { $moment }
mark-delivered = entregado { $moment }
mark-sent = en camino
mark-waits = aún no enviado
thread-crossed = Conocido aquí
thread-crossed-hint = Se buscó aquí a quien nombra la solicitud. Usted lo ve; los demás miembros no.
thread-crossed-none = No se le muestra nada conocido.
thread-reply = Mensaje
draft-kept = Borrador guardado
draft-kept-at = Borrador guardado { $moment }
draft-hint = Lo que escribe se guarda solo hasta que se envía.
draft-keep = Guardar como borrador
thread-ground = Motivo de una denegación
thread-forward-to = Reenviar a
thread-send = Enviar
thread-facts = Lo que rige para él
thread-members = Quiénes participan
thread-kind = Qué se pide
thread-asked = a { $member }
thread-about = Sobre
thread-term = Urgencia
thread-crime = Ámbito delictivo
thread-records = Fichas que nombra
thread-house = En esta casa
thread-with = { $officer } trabaja en ello.
thread-nobody = Nadie lo ha tomado.
thread-take = Lo tomo
thread-hand-over = Traspasar a
thread-to-nobody = nadie
thread-hand = Traspasar
thread-notes = Notas internas
thread-note = Nota, que nunca sale
thread-note-keep = Guardar la nota
thread-message = Mensaje
template-in = Plantilla en:
thread-to = Para
thread-copies = También a (códigos de miembros)
thread-subject = Asunto
thread-text = Lo que se dice o se pide
about-name = Nombre
about-born = Nacimiento
about-document = Número de documento
thread-life = Hay una vida en peligro. Alguien debe decir en minutos que trabaja en ello; si nadie puede, llame ya al otro miembro.
thread-life-does = Adelanta a todo, suena allí al instante y una persona debe confirmarla en minutos.
thread-life-new = Vida en peligro: una persona debe confirmarlo
thread-caveat-text = Qué significa H3
crime-trafficking = Trata de personas
crime-smuggling = Tráfico de migrantes
crime-child-abuse = Abuso sexual de menores
crime-missing-persons = Personas desaparecidas
crime-document-fraud = Fraude documental
crime-money-laundering = Blanqueo de capitales
crime-other = Otro delito
template-identity-check = Le rogamos que nos diga si conoce a esta persona, con qué identidades y documentos, y si consta fotografía o huellas. | Motivo: | Dónde y cuándo se la encontró:
template-hit-confirmation = Le rogamos que confirme que la persona o cosa de esta coincidencia es la de su ficha, y si lo que su ficha pide sigue vigente. | Lo que tenemos ante nosotros:
template-whereabouts = Le rogamos que nos diga dónde está o estuvo esta persona, y con qué certeza. No se pide ninguna medida. | Lo último que sabemos:
template-criminal-record = Le rogamos que envíe lo transmisible de los antecedentes de esta persona: condenas con delito, tribunal, fecha y pena. | Procedimiento aquí:
template-document-check = Le rogamos que nos diga si este documento fue expedido por ustedes, a quién, hasta cuándo vale y si consta como robado, perdido o anulado. | Emisor y número leídos: | Lo que nos hace dudar:
template-subscriber-data = Le rogamos que nos diga quién tenía este número o cuenta en el momento indicado, y desde dónde se pagaba, en lo que su ley permita a la policía. | Número o cuenta: | Desde y hasta, con la zona horaria:
template-life-at-risk = Hay una vida en peligro. Qué se necesita y para cuándo: | Dónde puede estar la persona: | Llámenos enseguida al:
