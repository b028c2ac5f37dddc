### Les mots des pages, en français.

## Frame
skip = Aller au contenu
navigation = Navigation principale
demo-mark = données inventées
who-menu = compte et langue
language = Langue
sign-out = Se déconnecter
pages = Pages
older = Plus ancien
more = Suite
first-page = À la première page
cancel = Annuler
save = Enregistrer
change = Modifier
deeds = Actions possibles
print = Imprimer
printed = Imprimé par { $name } le { $moment }. À traiter selon les conditions indiquées ; à détruire dès que ce n’est plus nécessaire.
copy = Copier
copied = Copié
place-tour = Visite
place-check = Vérifier
place-file = Nouvelle fiche
place-standing = Vérifications permanentes
place-hits = Concordances
place-twins = Jumeaux
place-window = Partage
place-lists = Listes
place-log = Journal
place-officers = Agents
place-clients = Clients
place-network = Réseau
place-rules = Règles
place-thresholds = Seuils
form-faulty = { $count ->
    [one] Un champ est à corriger. Rien n’a été envoyé.
   *[other] { $count } champs sont à corriger. Rien n’a été envoyé.
}
script-offline = Le nœud ne répond pas. Rien n’a été consigné comme répondu ; vérifiez la ligne et renvoyez.
script-open = Ouvrir
script-dismiss = Fermer
done-filed = La fiche est enregistrée.
done-revised = La fiche est révisée.
done-withdrawn = La fiche est retirée. Son contenu n’est plus lisible.
done-standing-opened = La question reste ouverte. Vous serez alerté dès qu’une nouvelle fiche y répond.
done-standing-closed = La vérification permanente est close.
done-alert-seen = L’alerte est marquée comme vue.
done-hit-answered = Votre réponse est gardée. L’autre partie en est informée, si elle connaît la concordance.
done-judged = La décision est gardée. Rien d’autre n’attend.
done-judgement-undone = La décision est retirée.
done-twins-sought = La recherche est en cours. Ce qu’elle trouve apparaît ici.
done-officer-added = L’agent est ajouté.
done-officer-changed = L’agent est modifié. Cela vaut dès la page suivante.
done-officer-disabled = L’agent est désactivé. Toutes ses sessions sont terminées.
done-client-revoked = Le jeton est révoqué. Il est refusé dès maintenant.
done-rules-changed = Les règles sont modifiées et valent dès maintenant.
done-thresholds-set = Les seuils sont fixés et valent dès la prochaine vérification.
done-log-verified = Le journal a été vérifié. Le résultat figure ci-dessous.

## Numbers and dates
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
date-circa = vers { $date }
date-between = de { $first } à { $last }
percent-under = moins de { $percent }
took-ms = { $ms } ms
size-kb = { $size } ko
size-mb = { $size } Mo
size-gb = { $size } Go
percent = { $whole } %

## Reason
purpose = Finalité
purpose-choose = Choisissez une finalité
legal-basis = Base légale
reference = Affaire ou opération
why-title = Pourquoi ouvrez-vous ceci ?
why-text = Chaque consultation est journalisée avec sa finalité. Indiquez la vôtre et poursuivez.
why-send = Poursuivre
why-legend = Pourquoi c’est fait
purpose-border-control = Contrôle aux frontières
purpose-investigation = Enquête
purpose-prevention = Prévention
purpose-missing-persons = Personnes disparues
purpose-victim-protection = Protection des victimes
purpose-identification = Identification
purpose-screening = Filtrage
purpose-analysis = Analyse
purpose-oversight = Contrôle interne
purpose-administration = Administration

## Flaws in forms
flaw-missing = Ce champ doit être rempli.
flaw-no-choice = Choisissez l’une des valeurs proposées.
flaw-record = Ce n’est pas le numéro d’une fiche : il a 32 chiffres et lettres de a à f, comme dans l’adresse de sa page.
flaw-threshold = Un seuil est compris entre 5 et 99,9, et celui de correspondance n’est pas inférieur à celui du possible.
flaw-outdated = Quelqu’un d’autre l’a révisée entre-temps. Rouvrez la fiche et refaites votre modification.
flaw-date = Ce n’est pas une date. Écrivez 1974, 1974-08 ou 1974-08-12 ; 1974~ pour « vers » ; 1959/1961 pour « entre ».
flaw-country = Pays inconnu. Écrivez son nom ou son code, par exemple Togo, TG ou TGO.
flaw-phone = Ce n’est pas un numéro de téléphone. Écrivez-le avec l’indicatif du pays, par exemple +228 90 12 34 56.
flaw-email = Ce n’est pas une adresse électronique.
flaw-iban = Ce n’est pas un IBAN : sa longueur ou sa clé de contrôle est fausse.
flaw-vin = Un numéro de châssis compte 17 lettres et chiffres, sans I, O ni Q.
flaw-imo = Un numéro OMI compte sept chiffres, par exemple 9074729.
flaw-mmsi = Un MMSI compte neuf chiffres.
flaw-gender = Écrivez M, F ou X.
flaw-unfit = Cela ne convient pas à ce champ.

## Check
check-title = Est-ce connu ?
check-box = Personne, document, véhicule, téléphone, tout
check-box-hint = Saisissez, collez ou scannez : les lignes au bas d’un passeport ; un nom et une date de naissance ; un numéro, une plaque, un téléphone, un IBAN, un pseudonyme…
check-busy = Vérification en cours…
check-detailed = Demander champ par champ
check-kind = De quoi s’agit-il ?
check-by-box = Comme dans la case
check-send = Vérifier
check-clear = Effacer
key-box = à la case
key-send = vérifier
key-line = nouvelle ligne
key-matches = résultat suivant, précédent
key-clear = effacer
answer = Réponse
before-1 = La réponse s’affiche ici.
before-2 = Les noms sont comparés entre écritures, ordres et graphies ; les dates, dans la mesure où elles sont connues.
before-3 = Les caractères mal lus des lignes d’un passeport sont rectifiés quand un chiffre de contrôle le prouve.
before-4 = Chaque vérification est journalisée avec votre nom et sa finalité.
verdict-stop = STOP
verdict-protect = PROTÉGER
verdict-caution = PRUDENCE
verdict-note = À NOTER
verdict-nothing = RIEN DE CONNU
says-stop = Retenez, et faites ce que le propriétaire demande ci-dessous.
says-protect = Cette personne peut avoir besoin de protection. Ce n’est pas un suspect : mettez-la à l’abri, parlez-lui à l’écart, faites ce que le propriétaire demande.
says-caution = Regardez de nouveau et interrogez le propriétaire avant de décider.
says-caution-possible = Il peut s’agir d’une personne ou d’une chose recherchée. Établissez d’abord l’identité ; n’agissez pas sur cette seule base.
says-caution-zone = Les chiffres de contrôle de ce document sont faux : mal lus, falsifiés ou altérés. Voir ci-dessous.
says-note = Pour information. Rien ne vous est demandé.
says-nothing = Aucune fiche que vous pouvez voir n’y correspond.
nothing-next = Ce n’est pas une preuve d’innocence. Si vous doutez du document ou de la graphie, demandez de nouveau avec d’autres éléments.
answer-incomplete = Incomplet : tout ce qui devait être interrogé n’a pas répondu. Redemandez avant de vous y fier.
answer-complete = complet
answer-part = incomplet
answer-logged = journalisé
answer-hit = Concordance avec { $member } : ce que dit chaque côté
ask-others = Demander aussi à d’autres
ask-hubs = Les plateformes du réseau
ask-members = Des membres nommés
ask-hint = La question quitte ce nœud, scellée pour ceux à qui elle est posée. Ils voient votre unité et la finalité, et gardent la question dans leur journal.
elsewhere = Demandé ailleurs
nothing-here = RIEN DE CONNU ICI
elsewhere-title = Ce que d’autres ont répondu
elsewhere-found = Trouvé ailleurs : voir ci-dessous.
elsewhere-waiting = a encore le temps de répondre
elsewhere-nothing-known = rien de connu
elsewhere-answered = quelque chose est connu
elsewhere-not-answered = n’a pas répondu
elsewhere-refused = ne répond pas
elsewhere-contact = { $owner } a une fiche qui ne nous est pas destinée : demandez à { $owner }.
elsewhere-no-copy = aucune copie n’est gardée ici
elsewhere-waits = La question est encore posée à d’autres.
elsewhere-more = Montrer ce qui est arrivé
elsewhere-lacks = Tous n’ont pas répondu : ceci ne dit rien de ce qu’ils ont.
zone-valid = Zone lisible à la machine { $layout } : tous les chiffres de contrôle sont justes
zone-faulty = Zone lisible à la machine { $layout } : des chiffres de contrôle sont faux
zone-failed = Le chiffre de contrôle est faux : { $field }
zone-repaired = Mal lu à la ligne { $line }, position { $place } ; un chiffre de contrôle prouve ce qu’il fallait lire :
zone-next = Scannez de nouveau. Si cela échoue encore, examinez le document : il peut être faux ou falsifié.
zone-number = numéro du document
zone-birth = date de naissance
zone-expiry = date d’expiration
zone-personal = numéro personnel
zone-composite = ensemble de la zone
understood = Compris ainsi
matches = { $count ->
    [one] Une correspondance
   *[other] { $count } correspondances
}
no-status = Sans statut
owned-by = propriétaire : { $owner }
from-list = liste : { $list }
score = Probabilité qu’il s’agisse du même
possible-only = non établi
owner-asks = { $owner } demande :
mixed-scripts = écritures mêlées
likelihood-almost-certain = presque certainement le même
likelihood-very-likely = très probablement le même
likelihood-likely = probablement le même
likelihood-possible = peut-être le même
likelihood-weak = guère le même
reasons = Pourquoi : { $for } pour, { $against } contre
feature-base = Au départ
feature-name = Nom
feature-name-sound = Nom, se prononce pareil
feature-name-near = Nom, graphie voisine
feature-name-nickname = Nom, diminutif
feature-name-initial = Nom, initiale concordante
feature-name-joined = Nom, écrit en un mot
feature-name-different = Nom, différent
feature-name-initial-different = Nom, autre initiale
feature-name-missing = Nom, partie manquante
feature-name-whole = Nom entier concordant
feature-name-weak = Nom, alias peu fiable
feature-name-limit = Limite de ce qu’un nom prouve
feature-legal-form = Forme juridique
feature-date = Date
feature-date-new-year = Date, 1er janvier
feature-date-month = Date, même mois
feature-date-year = Date, même année
feature-date-swapped = Date, jour et mois inversés
feature-date-typed = Date, faute de frappe
feature-date-near = Date, proche
feature-date-span = Date, dans l’intervalle
feature-date-circa = Date, approximative
feature-date-different = Date, différente
feature-date-far = Date, très éloignée
feature-sex = Sexe
feature-country = Pays
feature-place = Lieu
feature-address = Adresse
feature-parent = Parent (père ou mère)
feature-relative = Peut-être un parent, un homonyme ou une filiale
feature-kind = Sorte de chose
feature-number = Numéro
feature-number-looks = Numéro, se lit pareil
feature-number-typed = Numéro, faute de frappe
feature-phone = Téléphone
feature-phone-tail = Téléphone, derniers chiffres
feature-email = Courriel
feature-handle = Nom de compte
feature-iban = IBAN
feature-bank-number = Numéro de compte
feature-wallet = Adresse du portefeuille
feature-plate = Immatriculation
feature-vin = Numéro de châssis
feature-imo = Numéro OMI
feature-mmsi = MMSI
speaks-for-3 = fortement pour
speaks-for-2 = nettement pour
speaks-for-1 = légèrement pour
speaks-none = ni pour ni contre
speaks-against-1 = légèrement contre
speaks-against-2 = nettement contre
speaks-against-3 = fortement contre
weights = Poids
weights-hint = Chaque poids dit ce que l’élément fait des chances : un point de plus les double, un point de moins les divise par deux.
stand-open = Garder cette question ouverte
stand-hint = Vous êtes alerté aussitôt qu’une nouvelle fiche y répond.
stand-until = Jusqu’au (vide : sans fin)
stand-send = Garder ouverte

## Raisons, lues à haute voix

because-base = Avant toute comparaison, la cote est de { $odds } contre 1 : parmi tant de fiches, presque aucune ne concerne celui que l’on cherche.
because-name = { $how ->
    [same] « { $record } » figure dans les deux noms.
   *[other] « { $query } » et « { $record } » sont le même nom, écrit autrement.
}
because-name-sound = « { $query } » et « { $record } » se prononcent de façon semblable.
because-name-near = « { $query } » et « { $record } » s’écrivent de façon semblable.
because-name-nickname = « { $query } » et « { $record } » sont des formes d’un même nom.
because-name-initial = « { $query } » et « { $record } » ont la même initiale.
because-name-joined = « { $query } » et « { $record } » sont identiques, écrits en un mot ou séparés.
because-name-different = La question porte « { $query } », la fiche « { $record } ».
because-name-initial-different = Les initiales de « { $query } » et de « { $record } » diffèrent.
because-name-missing = { $how ->
    [record-lacks] La question porte aussi « { $query } », qui manque sur la fiche.
    [query-lacks] La fiche porte aussi « { $record } », qui manque dans la question.
   *[other] L’un des noms a plus de parties que l’autre.
}
because-name-whole = Le nom entier concorde, il ne reste rien.
because-name-weak = Ce nom n’est donné que comme alias incertain.
because-name-limit = { $how ->
    [taken] Les parties d’un nom vont souvent ensemble, et un nom seul ne prouve qu’une part : autant est retranché.
   *[given] Autant est rendu, car des parties de nom qui diffèrent disent peu ensemble.
}
because-legal-form = { $how ->
    [against] Les formes juridiques « { $query } » et « { $record } » diffèrent.
   *[other] La forme juridique concorde : « { $query } » et « { $record } ».
}
because-date = La date est la même : { $record }.
because-date-new-year = La date est la même, { $record }, mais le 1er janvier remplace souvent un jour inconnu.
because-date-month = { $how ->
    [same] Le mois et l’année sont les mêmes : { $record }.
   *[other] Le mois et l’année concordent : { $query } et { $record }.
}
because-date-year = { $how ->
    [same] L’année est la même : { $record }.
   *[other] L’année concorde : { $query } et { $record }.
}
because-date-swapped = Le jour et le mois semblent inversés : { $query } et { $record }.
because-date-typed = Les dates diffèrent comme par une faute de frappe : { $query } et { $record }.
because-date-near = Les dates sont proches : { $query } et { $record }.
because-date-span = Les dates peuvent être les mêmes : { $query } et { $record }.
because-date-circa = Les dates concordent à peu près : { $query } et { $record }.
because-date-different = Les dates diffèrent : { $query } et { $record }.
because-date-far = Les dates sont très éloignées : { $query } et { $record }.
because-relative = Ce que des parents, des homonymes ou des filiales ont en commun ne prouve qu’une part : autant est retranché.
because-kind = Les sortes diffèrent : « { $query } » et « { $record } ».
because-address = Les adresses sont les mêmes : « { $query } » et « { $record } ».
because-parent = { $how ->
    [against] Les noms du père ou de la mère diffèrent : « { $query } » et « { $record } ».
   *[other] Les noms du père ou de la mère concordent : « { $query } » et « { $record } ».
}
because-number-looks = Les numéros { $query } et { $record } se ressemblent : des signes comme O et 0 se confondent facilement.
because-number-typed = Les numéros { $query } et { $record } diffèrent d’un signe, comme par une faute de frappe.
because-phone-tail = Les derniers chiffres de { $query } et de { $record } sont les mêmes.
because-any = { $how ->
    [same] { $what } : identique des deux côtés, { $record }.
    [against] { $what } : { $query } et { $record } diffèrent.
    [record-lacks] { $what } : { $query } figure dans la question seulement.
    [query-lacks] { $what } : { $record } figure sur la fiche seulement.
    [taken] { $what }.
    [given] { $what }.
   *[other] { $what } : { $query } et { $record } concordent.
}
weighs-for-3 = Cela plaide fortement pour une correspondance.
weighs-for-2 = Cela plaide nettement pour une correspondance.
weighs-for-1 = Cela plaide légèrement pour une correspondance.
weighs-none = Cela ne dit presque rien.
weighs-against-1 = Cela plaide légèrement contre une correspondance.
weighs-against-2 = Cela plaide nettement contre une correspondance.
weighs-against-3 = Cela plaide fortement contre une correspondance.
reasons-sum = Le tout ensemble : { $percent }, { $likelihood }.
weights-base = Avant la comparaison
weights-sum = Somme
weights-odds = { $how ->
    [against] Cote d’environ { $odds } contre 1 en sa défaveur.
   *[for] Cote d’environ { $odds } contre 1 en sa faveur.
}
explain-title = Pourquoi une fiche n’a-t-elle pas été trouvée ?
explain-hint = Donnez le numéro d’une fiche que vous connaissez, ou l’adresse de sa page. Cette consultation est journalisée.
explain-record = Fiche
explained-title = Pourquoi cette fiche ?
outcome-found = Cette fiche est parmi les réponses.
outcome-beyond-limit = Cette fiche correspond aussi, mais d’autres correspondent mieux, et l’on n’en montre pas davantage.
outcome-passed-over = Cette fiche serait une réponse, mais la recherche ne l’a pas atteinte. Prévenez qui tient ce nœud.
outcome-below = Cette fiche n’a pas été dite possible : { $percent }, c’est moins que les { $least } que ce bureau exige.
outcome-not-searched = Cette fiche n’est pas cherchée : c’est un lien, ou elle vient d’être déposée.
outcome-absent = Cette fiche n’existe pas, ou elle ne vous est pas montrée à cette fin.
misses-1 = Un élément de plus plaidant légèrement pour elle aurait suffi.
misses-2 = Un élément de plus plaidant nettement pour elle aurait suffi.
misses-3 = Un élément de plus plaidant fortement pour elle aurait suffi.
misses-4 = Même un élément de plus plaidant fortement pour elle n’aurait pas suffi.

## Statuses, levels and codes
status-wanted = Recherché
status-suspect = Suspect
status-convicted = Condamné
status-sanctioned = Sous sanctions
status-missing = Disparu
status-witness = Témoin
status-possible-victim = Victime présumée
status-unidentified = Non identifié
status-person-of-interest = Personne d’intérêt
status-stolen = Volé
status-lost = Perdu
status-revoked = Révoqué
status-stolen-blank = Volé vierge
status-invalid = Invalide
status-under-watch = Sous surveillance
gender-male = Masculin
gender-female = Féminin
gender-other = Autre
level = Niveau
level-open = Public
level-official = Officiel
level-restricted = Restreint
level-confidential = Confidentiel
level-means-open = Public : publié, peut être montré à quiconque.
level-means-official = Officiel : pour le travail de police.
level-means-restricted = Restreint : une fuite nuirait à une personne ou à une affaire.
level-means-confidential = Confidentiel : une fuite mettrait en danger une vie ou une opération.
caveat-H0 = pour l’usage de la police
caveat-H1 = pas comme preuve en justice sans l’accord du propriétaire
caveat-H2 = à ne pas transmettre sans l’accord du propriétaire
caveat-H3 = selon le texte du propriétaire
source-grade-A = source toujours fiable
source-grade-B = source généralement fiable
source-grade-C = source généralement peu fiable
source-grade-X = source impossible à évaluer
information-grade-1 = hors de doute
information-grade-2 = connue de la source elle-même
information-grade-3 = rapportée et corroborée
information-grade-4 = rapportée, impossible à corroborer
script-Latn = latin
script-Arab = écriture arabe
script-Cyrl = cyrillique
script-Grek = grec
script-Hebr = hébreu
script-Hani = caractères chinois
script-Hrkt = kana japonais
script-Hang = hangul
script-Thai = thaï
script-Deva = devanagari
script-Beng = bengali
script-Ethi = éthiopien
script-Geor = géorgien
script-Armn = arménien
script-Zyyy = autre écriture

## Record
version = version { $version }
grading = cotation { $grading }
record-stated = Ce qui est déclaré
record-links = Liens
record-no-links = Aucun lien que vous pouvez voir.
record-source = Source et cotation
record-handling = Conditions d’utilisation
record-history = Historique
record-filed = Enregistrée
record-revised = Révisée
record-id = Fiche
record-revise = Réviser
record-withdraw = Retirer
record-export = Exporter
compared-as = comparé comme
part-status = Statut
part-action = Conduite à tenir
part-handling = Conditions d’utilisation
part-grading = Cotation
part-source = Source
source-list = Liste
source-text = En clair
grading-source = Source
grading-information = Information
audience = Qui peut l’avoir
audience-own = Le propriétaire seul
audience-members = Ces membres seulement
audience-all = Tous les membres
audience-does-own = Rien ne quitte ce nœud.
audience-does-members = Scellée pour ceux que vous nommez, illisible pour tout autre. Ils en gardent une copie jusqu’à ce que vous la repreniez. Vous voyez qui l’a, qui l’a consultée, et qui l’a détruite.
audience-does-all = Tous les membres du réseau en reçoivent une copie, aussi ceux qui le rejoignent plus tard, sauf ceux à qui elle ne va jamais. Vous voyez qui l’a et qui l’a consultée.
audience-is-own = Seul { $owner } peut l’avoir.
audience-is-members = Peut aller à : { $members }.
audience-is-all = Peut aller à tous les membres.
never-to = Jamais à : { $members }
purposes-all = Pour toute finalité.
purposes-only = Uniquement pour : { $purposes }.
review-by = Le propriétaire la réexamine avant le { $date }.
expires = Expire le { $date }.
link-since = depuis { $date }
link-until = jusqu’à { $date }
link-family = parent de
link-family-in = parent de
link-associate = associé de
link-associate-in = associé de
link-member = membre de
link-member-in = a pour membre
link-directs = dirige
link-directs-in = dirigé par
link-owns = possède
link-owns-in = appartient à
link-uses = utilise
link-uses-in = utilisé par
link-located-at = se trouve à
link-located-at-in = lieu où se trouve
link-linked-to = lié à
link-linked-to-in = lié à
filing-new = Nouvelle fiche : { $kind }
filing-revise = Réviser : { $kind }, version { $version }
filing-kind = Genre de fiche
filing-lines = Une valeur par ligne. Donnez les textes comme la source les a, dans leur écriture.
filing-meaning = Ce que cela signifie
filing-action-hint = Les mots que lit l’agent qui trouve cette personne ou cette chose.
filing-members = Membres (codes, par exemple TG FR X-IOM)
filing-never-to = Jamais à (codes)
filing-these = Ces membres
filing-never = Jamais à
filing-never-means = Qui est nommé ici ne reçoit rien, même d’une fiche pour tous. S’ils ont une fiche sur la même personne ou chose, vous seul en êtes averti.
filing-others = Autres (codes)
filing-narrowed = Qui avait cette fiche et n’est plus choisi reçoit l’ordre de détruire sa copie. La page de la fiche montre qui l’a fait.
filing-purposes = Uniquement pour ces finalités (aucune : pour toutes)
life-at-risk = Vie en danger
life-at-risk-does = Passe devant tout le reste, par toutes les voies. Seulement si une vie en dépend.
filing-caveats = Codes de traitement
filing-review = À réexaminer avant le
filing-expires = Expire le
filing-send = Enregistrer la fiche
filing-revise-send = Enregistrer la révision
withdraw-title = Retirer cette fiche ?
withdraw-text = Son contenu et tout son historique deviennent illisibles pour tous, à jamais. Le journal garde qu’elle a existé et que vous l’avez retirée.
withdraw-words = Pourquoi elle est retirée
withdraw-send = Retirer définitivement
keep-record = La garder

## Lists and imports
lists-held = Listes détenues
lists-none = Pas encore de liste. Importez-en une par le formulaire.
list = Liste
owner = Propriétaire
format = Format
records = Fiches
refreshed = Mise à jour
imports = Imports
imports-none = Rien n’a encore été importé.
import-started = Début
import-state = État
import-running = En cours
import-ended = Terminé
import-stopped = Interrompu ; le suivant reprendra là
import-of = Import de { $list }
import-progress = Avancement
import-bytes = { $read } sur { $total }
import-rate = { $rate } par seconde
import-look-again = Regarder de nouveau
count-read = Lues
count-new = Nouvelles
count-changed = Modifiées
count-withdrawn = Retirées
count-unchanged = Inchangées
count-refused = Refusées
import-title = Importer une liste
import-list = Nom de la liste
import-list-hint = Le même nom est une mise à jour : ce qui manque dans les nouveaux fichiers est retiré.
import-files = Fichiers
import-files-hint = Tous les fichiers de la liste ensemble ; .gz convient.
import-mapping = Colonnes (CSV seulement)
import-no-mapping = Pas un CSV
import-send = Importer
format-ftm = FollowTheMoney (lignes JSON)
format-ofac = OFAC SDN (jeu CSV)
format-un = Conseil de sécurité de l’ONU (XML)
format-csv = CSV avec correspondance
mapping-documents = Documents volés et perdus
mapping-vehicles = Véhicules
mapping-phones = Téléphones
refused-rows = Lignes refusées
refused-none = Aucune ligne refusée.
refused-hint = Toutes les autres lignes ont été prises. Corrigez celles-ci dans le fichier et importez-le de nouveau.
file = Fichier
line = Ligne
refused-why = Motif

## Standing checks
standing-lead = Des questions qui restent ouvertes. Une nouvelle fiche qui y répond vous alerte ici aussitôt.
alerts = Alertes
alerts-none = Pas encore d’alerte.
alerts-unseen = { $count ->
    [0] Aucune nouvelle alerte
    [one] Une nouvelle alerte
   *[other] { $count } nouvelles alertes
}
alerts-unseen-short = Nouvelles alertes
alert-answers = répond à « { $question } »
alert-answers-closed = répond à une question close depuis
alert-seen = Vue
alert-seen-at = vue le { $moment }
alert-title = { $status } : une nouvelle fiche répond à votre vérification permanente
standing-open = Questions ouvertes
standing-none = Aucune. Ouvrez-en une depuis la réponse à une vérification.
question = Question
standing-since = Depuis
standing-until = Jusqu’au
standing-no-end = sans fin
standing-close = Clore
standing-closed = close

## Log
log-lead = Qui a consulté qui, pourquoi, quand. Nul ne peut le modifier sans que cela se voie ; cette consultation aussi est journalisée.
log-state = État du journal
log-size = Actes
log-checkpoint = Dernier point de contrôle signé
log-root = Racine
log-unverified = Pas vérifié depuis le démarrage du nœud.
log-verify = Vérifier maintenant
log-whole = { $count ->
    [one] Intègre : un acte vérifié, chaîne, signatures et arbre
   *[other] Intègre : { $count } actes vérifiés, chaîne, signatures et arbre
}
log-broken = Rompu à l’acte { $act } :
log-filter = Chercher dans le journal
log-who = Qui
log-what = Quoi
log-object = Fiche ou objet
log-why = Pourquoi
log-when = Quand
log-number = N°
log-from = Du
log-to = Au
log-search = Chercher
log-all = Tout afficher
log-export = Exporter en CSV
log-entries = Actes
log-none = Aucun acte ne correspond. Élargissez la recherche.
log-erased = effacé
log-said = Détails
anybody = Tous
anything = Tout
any-purpose = Toute finalité
act-node-made = Nœud créé
act-node-restored = Nœud restauré
act-member-named = Membre nommé
act-rules-changed = Règles modifiées
act-thresholds-set = Seuils fixés
act-officer-added = Agent ajouté
act-officer-changed = Agent modifié
act-officer-disabled = Agent désactivé
act-enrolment-offered = Enrôlement proposé
act-key-enrolled = Clé d’accès enrôlée
act-signed-in = Connexion
act-signed-out = Déconnexion
act-client-added = Client ajouté
act-client-revoked = Client révoqué
act-checked = Vérification
act-filed = Enregistrement
act-revised = Révision
act-withdrawn = Retrait
act-consulted = Montré en réponse
act-asked = Demandé à d’autres
act-heard = Réponse d’un autre membre montrée
act-answered = Répondu à un autre membre
act-opened = Consultation
act-listed = Liste consultée
act-exported = Export
act-import-started = Import commencé
act-import-ended = Import terminé
act-standing-opened = Vérification permanente ouverte
act-standing-answered = Vérification permanente répondue
act-standing-closed = Vérification permanente close
act-alert-seen = Alerte vue
act-twins-proposed = Jumeaux proposés
act-twins-sought = Jumeaux recherchés dans toute la base
act-judged = Décision prise
act-judgement-undone = Décision retirée
act-charter-extended = Charte du réseau étendue
act-peer-told = Clés du nœud d’un membre reprises
act-epoch-begun = Un nœud a recommencé à compter après une restauration
act-mail-kept = Courrier scellé gardé pour un membre
act-mail-given = Courrier gardé remis
act-mail-destroyed = Courrier gardé détruit
act-lane-opened = Clé d’une voie donnée
act-quarantined = Mis de côté : n’a pu être pris
act-recalled = Repris à un membre
act-recall-late = Reprise en retard
act-clocks-set = Délais fixés
act-consulted-there = Consulté par un autre membre
act-copy-told = Un membre a parlé de sa copie
act-hit-raised = Concordance levée
act-hit-answered = Réponse à une concordance
act-hit-late = Concordance en retard
act-capsule-made = Capsule faite pour un poste
act-carried = Emporté dans une capsule
act-capsule-leased = Bail d’une capsule communiqué
act-capsule-ended = Capsule close
act-capsule-home = Journal d’un poste rapporté
act-log-read = Journal lu
act-log-exported = Journal exporté
act-backed-up = Sauvegarde
act-refused = Refus

## Officers and clients
officers-list = Agents
name = Nom
unit = Unité
roles = Rôles
clearance = Habilitation
passkeys = Clés d’accès
passkeys-none = pas encore
disabled = désactivé
disable = Désactiver
disable-sure = Désactiver cet agent ? Toutes ses sessions prennent fin aussitôt.
enable = Réactiver
new-link = Nouveau lien
officer-add = Ajouter un agent
officer-add-send = Ajouter et créer le lien
officer-change = Modifier { $name }
link-once = Lien d’enrôlement pour { $name }
link-once-text = Affiché cette seule fois. Remettez-le en personne ou par une voie sûre ; valable une fois, jusqu’au { $moment }.
role-frontline = Première ligne
role-investigator = Enquêteur
role-analyst = Analyste
role-coordinator = Coordinateur
role-victim-protection = Protection des victimes
role-inspector = Inspecteur
role-administrator = Administrateur
role-means-frontline = vérifie à un guichet ou à un poste
role-means-investigator = vérifie, consulte et enregistre des fiches dans des affaires
role-means-analyst = travaille à travers fiches, listes et liens
role-means-coordinator = tient le bureau et ses échanges avec les autres
role-means-victim-protection = voit ce qui protège victimes et témoins
role-means-inspector = lit le journal, aucune fiche
role-means-administrator = tient agents, clients et règles, ne voit aucun contenu
clients-lead = Des machines qui interrogent avec un jeton, avec le même genre de droits que les agents.
clients-list = Clients
clients-none = Pas encore de client.
client-add = Ajouter un client
client-name = Ce que c’est
client-days = Valable (jours, 90 au plus)
client-add-send = Ajouter et créer le jeton
token-once = Jeton pour { $name }
token-once-text = Affiché cette seule fois. Mettez-le là où la machine garde ses secrets ; valable jusqu’au { $moment }.
made = Créé
good-until = Valable jusqu’au
revoke = Révoquer
revoke-sure = Révoquer ce jeton ? La machine est refusée dès lors ; c’est irréversible.
revoked = révoqué

## Rules
rules-lead = D’après ce texte, le nœud décide qui peut faire et voir quoi. Ce qu’aucune règle ne permet est refusé.
rules-standard = Les règles d’origine, inchangées.
rules-changed = Modifiées le { $moment }
rules-faulty = Le texte n’est pas valide. Rien n’a été modifié.
rules-line = Ligne { $line } :
rules-text = Règles (Cedar)
rules-words = Pourquoi elles sont modifiées
rules-hint = Le texte est contrôlé avant de valoir. La modification est journalisée avec les deux textes.
rules-send = Contrôler et mettre en vigueur

## Seuils

thresholds-lead = À partir de ces probabilités, une réponse est dite possible, puis correspondance. Plus bas, on trouve davantage et l’on a plus de fausses alertes ; plus haut, l’inverse.
thresholds-possible = Possible à partir de
thresholds-match = Correspondance à partir de
thresholds-words = Pourquoi ils sont fixés
thresholds-hint = Ils valent pour les vérifications, le criblage et les questions permanentes, dès la prochaine réponse. Le changement est journalisé.
thresholds-send = Fixer
outlook-title = À quoi s’attendre par jour
outlook-basis = Calculé d’après les vérifications de ce nœud. Vérifications comptées : { $checks }. Jours : { $days }.
outlook-thin = Si peu de vérifications disent peu du lendemain : tenez ces chiffres pour une estimation grossière.
outlook-threshold = À partir de
outlook-alarms = Alertes par jour
outlook-false = Dont fausses
outlook-missed = Vraies en dessous
outlook-possible = possible
outlook-match = correspondance
outlook-note = Une alerte est une fiche qui répond à une vérification. Combien sont fausses, et combien de vraies restent en dessous, se calcule d’après les probabilités : sur dix réponses à 90 %, une sera fausse. Les vraies sont comptées jusqu’à 5 %.

## Sign-in
sign-in = Se connecter
sign-in-text = Utilisez la clé d’accès de cet appareil ou votre clé de sécurité. Il n’y a pas de mot de passe.
sign-in-send = Se connecter avec une clé d’accès
sign-in-help = Nouveau, ou nouvel appareil ? Demandez un lien d’enrôlement à votre administrateur.
sign-in-trouble-ended = Votre session est terminée. Reconnectez-vous pour continuer.
sign-in-trouble-link-dead = Ce lien a déjà servi ou a expiré. Demandez-en un nouveau à votre administrateur.
sign-in-trouble-refused = Cette clé d’accès n’est pas connue ici, ou votre compte est désactivé. Adressez-vous à votre administrateur.
passkey-none = Ce navigateur ne peut pas utiliser de clés d’accès. Prenez un navigateur récent, sur une adresse sécurisée.
passkey-refused = Le nœud n’a pas accepté cette clé d’accès. Réessayez ou adressez-vous à votre administrateur.
passkey-stopped = Interrompu avant la fin. Rien n’a changé ; réessayez quand vous serez prêt.
passkey-busy = Suivez votre appareil…
passkey-script = Les clés d’accès exigent JavaScript. Autorisez-le pour cette adresse et rouvrez la page.
enrol-title = Créez votre clé d’accès
enrol-welcome = Bienvenue, { $name }
enrol-text = Créez une clé d’accès sur cet appareil ou sur une clé de sécurité. Vous vous connecterez désormais avec elle : par le doigt, le visage ou son code.
enrol-send = Créer la clé d’accès
enrol-until = Ce lien vaut une fois, jusqu’au { $moment }.
enrol-not-you = Ce n’est pas vous ? Fermez la page et prévenez votre administrateur.
link-title = Se connecter comme { $name }
link-send = Se connecter
link-hint = Ce lien ne fonctionne que sur cette machine.
signed-out-title = Vous êtes déconnecté
signed-out-text = Rien de ce que vous avez vu n’est conservé sur cet appareil. Vous pouvez fermer la fenêtre.
signed-out-again = Se reconnecter

## Tour
tour-title = À essayer
tour-lead = Les personnes, documents et choses de ce nœud sont inventés. Chaque exemple remplit la case ; vous appuyez sur Vérifier.
tour-fill = Remplir la case
tour-then = Et ensuite
tour-then-1 = Ouvrez une correspondance : ce que son propriétaire déclare, d’où, pour qui, et à quoi elle est liée.
tour-then-2 = Gardez une question ouverte, importez une liste qui y répond, et voyez arriver l’alerte.
tour-then-3 = Connectez-vous comme inspecteur et retrouvez dans le journal tout ce que vous venez de faire.
tour-stolen-passport = Un passeport volé
tour-text-stolen-passport = Les deux lignes au bas d’un passeport déclaré volé.
tour-nothing-known = Rien de connu
tour-text-nothing-known = La réponse à presque toutes les vérifications : rapide, simple, et journalisée comme les autres.
tour-misread-zone = Une ligne mal lue
tour-text-misread-zone = Le scanner a pris un zéro pour un O. Un chiffre de contrôle prouve ce qu’il fallait lire.
tour-false-zone = Un faux chiffre de contrôle
tour-text-false-zone = Rien ne concorde : voyez quel chiffre est faux, et que faire.
tour-wanted-name = Une personne recherchée
tour-text-wanted-name = Un nom et une date de naissance, comme on les saisirait.
tour-other-script = Une autre écriture
tour-text-other-script = Une personne fichée en lettres latines, demandée dans sa propre écriture.
tour-typing-error = Une faute de frappe
tour-text-typing-error = Noms inversés et mal orthographiés, et pourtant trouvés.
tour-partial-date = Une demi-date de naissance
tour-text-partial-date = Seule l’année est connue. Voyez combien la réponse est moins sûre.
tour-phone = Un téléphone
tour-text-phone = Un numéro tiré d’un appareil saisi.
tour-plate = Une plaque
tour-text-plate = Une camionnette à la frontière.
tour-victim = Quelqu’un à protéger
tour-text-victim = Pas un suspect. Voyez combien la réponse est différente, et pour quelles finalités elle est montrée.
tour-network = Un vrai réseau
tour-text-network = Une organisation de trafic de migrants d’une liste de sanctions publique, avec ses personnes, passeports et adresses.

## Troubles
trouble-not-found = Introuvable
trouble-next-not-found = Rien à cette adresse que vous puissiez voir. Contrôlez l’adresse, ou cherchez par une vérification.
trouble-refused = Non permis
trouble-next-refused = Le refus est journalisé. Si votre travail l’exige, demandez à votre administrateur quel rôle le couvre.
trouble-invalid = Illisible
trouble-next-invalid = Revenez, corrigez et renvoyez. Rien n’a été modifié.
trouble-conflict = Modifié entre-temps
trouble-next-conflict = Quelqu’un d’autre l’a modifié pendant votre travail. Rouvrez et refaites votre modification.
trouble-too-large = Trop volumineux
trouble-next-too-large = Divisez le fichier, ou importez-le en ligne de commande sur le nœud.
trouble-largest = Au plus { $size }.
trouble-too-many = Trop à la fois
trouble-next-too-many = Continuez ensuite comme avant. De nombreuses vérifications vont plus vite par lot.
trouble-wait = { $count ->
    [one] Attendez une seconde.
   *[other] Attendez { $count } secondes.
}
trouble-stranger = Venu d’ailleurs
trouble-next-stranger = Ce formulaire a été envoyé depuis un autre site, ou le navigateur cache d’où il vient. Ouvrez la page de ce nœud et envoyez-le de là.
trouble-broken = Une panne
trouble-next-broken = Elle est consignée. Réessayez une fois ; si cela se répète, donnez ce numéro à qui tient le nœud.
trouble-reference = Numéro :
trouble-not-ready = Pas encore prêt
trouble-next-not-ready = Le nœud démarre ou son stockage est absent. Réessayez dans un instant.
trouble-home = À l’accueil

# Jumeaux : paires de fiches qui concernent peut-être une seule personne ou chose
pair-name-different = Une fiche a « { $query } » là où l’autre a « { $record } ».
pair-name-missing = { $how ->
    [record-lacks] Seule la première fiche a « { $query } ».
    [query-lacks] Seule la seconde fiche a « { $record } ».
   *[other] L’un des noms a plus de parties que l’autre.
}
pair-any = { $how ->
    [same] { $what } : pareil des deux côtés, { $record }.
    [against] { $what } : { $query } et { $record } diffèrent.
    [record-lacks] { $what } : { $query } n’est que sur la première fiche.
    [query-lacks] { $what } : { $record } n’est que sur la seconde fiche.
   *[other] { $what } : { $query } et { $record } concordent.
}
twins-lead = Paires de fiches qui concernent peut-être la même personne ou la même chose. Rien n’est fusionné : chaque fiche reste à son propriétaire.
twins-shown = Paires affichées
twins-waiting = En attente
twins-none = Aucune paire n’attend de décision.
twins-judged-none = Aucune décision de ce genre.
twins-start = Décider une à une
twins-seek = Chercher dans toute la base
twins-kind = Genre
twins-every-kind = Tous les genres
twins-narrow = Afficher
twins-more = Suite
twin-title = Est-ce la même personne ou chose ?
twin-beside = Côte à côte
twin-property = Propriété
twin-agreement = Concordance
twin-waiting = { $count } en attente
twin-why = Ce qui parle pour et contre
twin-skip = Passer
twin-undo = Retirer
twin-words = Dire pourquoi
twin-words-hint = Visible pour qui peut voir les deux fiches. Disparaît quand l’une d’elles est retirée.
twin-group = Les deux tiennent ensemble avec
twin-against = D’autres fiches, jugées identiques à ces deux, ont été jugées différentes. Juger ces deux identiques les contredirait.
twin-against-pair = Voir cette paire
twin-history = Décisions précédentes
twin-not-judged = Personne n’a encore décidé.
twin-undone = Retirée { $moment }
twin-changed = Cette paire a déjà été jugée. Une fiche a changé depuis : la question se pose de nouveau.
twin-changed-short = modifiée depuis
profile = Profil
profile-count = { $count ->
    [one] une fiche
   *[other] { $count } fiches
}
profile-lead = Toutes les fiches jugées concerner la même personne ou la même chose. Chaque valeur reste à son propriétaire.
profile-values = Ce qu’elles disent
profile-records = Fiches
profile-alone = Aucune autre fiche n’a été jugée identique.
profile-judgements = Décisions
profile-aside = Une décision contredit les autres et n’est pas suivie ici.
profile-waiting = Peut-être identiques aussi
profile-apart = Jugées différentes
judgement-same = Identiques
judgement-different = Différents
judgement-unsure = Incertain
agreement-equal = égal
agreement-spelt = écrit autrement
agreement-unequal = pas égal
agreement-single = ici seulement

## Hits: two members hold a piece of the same
hits-unanswered = { $count ->
    [one] Une concordance attend une réponse
   *[other] { $count } concordances attendent une réponse
}
hits-unanswered-short = Concordances en attente de réponse
hits-lead = Un autre membre détient une fiche qui concerne peut-être la même personne ou chose que l’une des nôtres. Chacun dit ce qu’il constate, avant la fin du délai.
hits-shown = Concordances affichées
hits-ours = À nous de répondre
hits-theirs = À eux de répondre
hits-over = Réponse des deux côtés
hits-none-ours = Aucune concordance n’attend notre réponse.
hits-none-theirs = Aucune concordance n’attend l’autre partie.
hits-none-over = Aucune concordance n’a reçu les deux réponses.
hits-start = Répondre une à une
hit-new = Nouvelle concordance
hit-title = Concordance : { $member }
hit-with = avec : { $member }
hit-not-here = la leur n’est pas montrée ici
hit-they-say = { $member } : { $word }
hit-left = encore { $time }
hit-late = en retard de { $time }
span-minutes = { $count ->
    [one] une minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] une heure
   *[other] { $count } heures
}
span-days = { $count ->
    [one] un jour
   *[other] { $count } jours
}
term-urgent = réponse sous 8 heures
term-soon = réponse sous 3 jours
term-usual = réponse sous 7 jours
hit-state-raised = Sans réponse
hit-state-open = Non tranchée
hit-state-confirmed = Confirmée par les deux
hit-state-refuted = Ce ne sont pas les mêmes
hit-state-inconclusive = On ne peut trancher
hit-means-raised = C’est une piste. Aucune mesure ne peut être prise contre quiconque à cause d’elle avant que les deux parties l’aient confirmée.
hit-means-open = C’est une piste. Aucune mesure ne peut être prise contre quiconque à cause d’elle avant que les deux parties l’aient confirmée.
hit-means-confirmed = Les deux parties disent que c’est la même personne ou chose. Ce que demandent les propriétaires est indiqué avec leurs fiches.
hit-means-refuted = Elle n’est plus levée tant que les fiches disent ce qu’elles disent.
hit-means-inconclusive = Les deux parties ont répondu, et ce qu’elles détiennent ne permet pas de trancher.
hit-word-acknowledged = s’en occupe
hit-word-confirmed = la même
hit-word-refuted = pas la même
hit-word-inconclusive = ne peut trancher
hit-say-acknowledged = Nous nous en occupons
hit-say-confirmed = La même
hit-say-refuted = Pas la même
hit-say-inconclusive = Impossible à dire
hit-contact = À qui demander
hit-ask = { $member } : une fiche y existe sur ce qui est peut-être la même personne ou chose. Son contenu ne nous est pas montré : demander à { $contact }.
hit-answer = Que constatez-vous ?
hit-final = Ce qui est décidé reste décidé.
hit-next = Concordance suivante
hit-said = Ce que dit chaque partie
hit-nothing-said = N’a encore rien dit
hit-clock = Réponse avant
hit-raised = Levée
hit-they-see-full = Ils voient notre fiche.
hit-they-see-contact = Ils savent que nous avons une fiche et qu’il faut nous demander ; pas ce qu’elle dit.
hit-they-see-silent = Ils ne sont pas informés de cette concordance.
hit-we-see-full = La leur nous est adressée, mais n’est pas ici ou ne vous est pas ouverte.
hit-we-see-contact = Ils nous font savoir qu’il y en a une, sans plus.
hit-we-see-silent = Leur fiche ne nous est pas destinée.
hit-our-check = ce que demandait une vérification à nous
hit-a-check = une vérification de leur part
hit-checked = Une vérification par { $member }
hit-asked = Ce qui était demandé
hit-asked-kept = ce qui était demandé n’est pas conservé pour cette finalité, ou ne l’est plus
hit-record = La fiche
hit-our-record = Notre fiche
hit-ask-check = { $member } a vérifié ce qui peut être la même personne ou chose que cette fiche : demandez à { $contact }.
hit-they-see-check-full = Ils voient qui a vérifié, pourquoi, et ce qui était demandé.
hit-they-see-check-contact = Ils voient qui a vérifié et pourquoi ; pas ce qui était demandé.

## Our records elsewhere: who has them, who looked
window-lead = Nos fiches détenues par d’autres membres : qui les a consultées, et qui n’a pas encore confirmé que ce qui a été repris est détruit.
window-recalls = Repris, destruction non confirmée
window-recalls-none = Tous ont confirmé la destruction de ce qui a été repris.
window-member = Membre
window-since = Repris le
window-stands = État
window-waiting = Non confirmées
window-confirmed = Confirmées
window-each = Chacune en attente
map-label = Carte des membres qui devaient détruire des copies ; la liste ci-dessous dit la même chose
window-looks = Qui a consulté
window-looks-none = Personne ailleurs n’a consulté une de nos fiches.
window-of-record = Cette fiche
window-all = Toutes nos fiches
window-pseudonym = Les agents sont désignés par un pseudonyme que seul leur propre membre peut résoudre.
look-done = Quand
look-who = Qui
look-what = Quoi
look-why = Pourquoi
look-consulted = montrée en réponse
look-opened = ouverte
look-listed = montrée dans une liste
look-exported = exportée
look-printed = imprimée
look-carried = emporté à un poste sans liaison
record-foreign = Cette fiche est celle d’un autre membre : { $owner }. Il voit qu’elle a été ouverte ici, par quel service et dans quel but.
record-holders = Qui l’a
record-holders-none = Aucun autre membre ne l’a.
record-looks-none = Personne ailleurs ne l’a consultée.
record-recall = Reprise
record-recall-told = { $gone } sur { $all } ont confirmé la destruction de leur copie
holder-has = a la version { $version }, confirmé le { $moment }
holder-waits = version { $version } partie le { $moment }, non confirmée
holder-gone = a confirmé le { $moment } la destruction de sa copie
holder-going = devait détruire sa copie depuis le { $moment }, non confirmé
stands-done = tout est confirmé
stands-waits = n’a pas confirmé
stands-late = en retard
stands-unreached = injoignable
recall-late = en retard
recall-very-late = très en retard
recall-alarm-late = Reprise non confirmée
recall-alarm-very-late = Reprise toujours non confirmée

## The network
network-none = Ce nœud n’est dans aucun réseau
network-aloud = Les membres d’un réseau se reconnaissent à ces empreintes. Avant de s’y fier, on la fait lire à haute voix par une voix connue.
network-how = On rejoint un réseau en ligne de commande : liaison peer --help.
network-fingerprint = Empreinte du réseau
network-identity = Empreinte de ce nœud
network-members = Membres
network-class = Catégorie
network-standing = Situation
network-reached = Joint le
network-waiting = En attente
network-mailbox = Dans la boîte de { $hub }, depuis
network-node = Nœud
network-own = ce nœud
network-fault = injoignable depuis le { $moment } :
network-never = jamais joint
class-bureau = bureau
class-hub = plateforme
class-institution = institution
class-service = service
class-partner = partenaire
member-is-active = actif
member-is-suspended = suspendu
member-is-removed = exclu
heard-never = jamais entendu
heard-stale = clés anciennes
heard-fresh = clés à jour
heard-lapsed = plus rien ne lui est scellé

## Messages et demandes
threads-unanswered = { $count ->
    [one] Un message ou une demande nous attend
   *[other] { $count } messages et demandes nous attendent
}
place-threads = Messages
done-said = C’est dit, et en route vers les participants.
done-said-back = C’est retiré. Chaque copie ailleurs est en cours de destruction.
done-thread-taken = Il est en d’autres mains maintenant.
done-thread-noted = La note est gardée. Elle reste dans cette maison.
done-draft-kept = Le brouillon est gardé.
act-said = Message
act-said-back = Message retiré
act-thread-read = Échange lu
act-thread-taken = Échange transmis
act-thread-noted = Note interne
act-request-late = Demande en retard
box-new = Nouveaux
box-mine = Les miens
box-unit = De mon unité
box-ours = En attente de nous
box-theirs = En attente d’eux
box-late = En retard
box-all = Tous
threads-boxes = Quels messages sont montrés
threads-none = Il n’y a rien ici.
threads-unanswered-short = Messages qui nous attendent
thread-new = Nouveau message ou demande
thread-gone = Son auteur a retiré ce qui l’ouvrait
thread-unread = non lu
climbed-1 = à l’unité et à son chef
climbed-2 = à la permanence
waits-ours = à nous
waits-theirs = à eux
waits-over = terminé
keys = Touches
keys-walk = au suivant et au précédent
keys-open = ouvrir
keys-word = dire le mot de ce numéro
keys-up = retour à la liste
request-identity-check = Vérification d’identité
request-hit-confirmation = Confirmation d’une concordance
request-whereabouts = Localisation
request-criminal-record = Casier judiciaire
request-document-check = Vérification de document
request-subscriber-data = Données d’abonné
request-life-at-risk = Vie en danger
request-other = Autre demande
request-state-sent = Envoyée
request-state-acknowledged = Prise en charge
request-state-clarifying = Précision demandée
request-state-leave-asked = Autorisation de transmettre demandée
request-state-partly-answered = Répondue en partie
request-state-answered = Répondue
request-state-refused = Refusée
request-state-closed = Close
request-state-withdrawn = Retirée
request-means-sent = Personne n’a encore dit y travailler.
request-means-acknowledged = Quelqu’un y travaille. L’horloge tourne.
request-means-clarifying = Celui qui est interrogé doit en savoir plus. L’horloge s’arrête jusqu’à la réponse du demandeur.
request-means-leave-asked = Celui qui est interrogé voudrait qu’un autre membre réponde. L’horloge s’arrête jusqu’à la décision du demandeur.
request-means-partly-answered = Une partie a sa réponse. L’horloge tourne pour le reste.
request-means-answered = La réponse est là. Le demandeur la clôt.
request-means-refused = Elle est refusée, pour le motif dit ci-dessous.
request-means-closed = Le demandeur en a fini.
request-means-withdrawn = Le demandeur ne demande plus.
word-acknowledged = prise en charge
word-clarification-asked = demande une précision
word-clarified = précise
word-leave-asked = demande à transmettre
word-forwarded = transmise
word-leave-denied = ne pas transmettre
word-refused = refusée
word-partly-answered = répond en partie
word-answered = répond
word-closed = close
word-withdrawn = retirée
say-acknowledged = Nous nous en occupons
say-clarification-asked = Demander une précision
say-clarified = Préciser
say-leave-asked = Demander à transmettre
say-forwarded = Transmettre
say-leave-denied = Ne pas transmettre
say-refused = Refuser
say-partly-answered = Répondre en partie
say-answered = Répondre
say-closed = Clore
say-withdrawn = Retirer
ground-not-available = Non détenu ici, après recherche
ground-leave-refused = Un tribunal a refusé l’autorisation
ground-not-permitted = Données personnelles non transmissibles
ground-security = Sécurité nationale
ground-danger = Mettrait en danger une enquête ou une personne
ground-interests = Nuirait aux intérêts d’une personne morale
ground-minor-offence = L’infraction y est mineure ou inexistante
ground-source-refuses = Sa source ne donne pas son accord
thread-said = Ce qui a été dit
thread-taken-back = Son auteur a retiré ceci. Il ne peut plus être lu.
thread-take-back = Retirer
thread-back-sure = Retirer ce message ? Il ne pourra plus être lu nulle part.
mark-read = ouvert là-bas { $moment }
mark-delivered = remis { $moment }
mark-sent = en route
mark-waits = pas encore envoyé
thread-crossed = Connu ici
thread-crossed-hint = Les personnes nommées ont été recherchées ici. Vous le voyez ; les autres membres non.
thread-crossed-none = Rien de connu ne vous est montré.
thread-reply = Message
draft-kept = Brouillon gardé
draft-kept-at = Brouillon gardé { $moment }
draft-hint = Ce que vous écrivez est gardé de lui-même jusqu’à l’envoi.
draft-keep = Garder en brouillon
thread-ground = Motif d’un refus
thread-forward-to = Transmettre à
thread-send = Envoyer
thread-facts = Ce qui vaut pour lui
thread-members = Participants
thread-kind = Ce qui est demandé
thread-asked = à { $member }
thread-about = À propos de
thread-term = Urgence
thread-crime = Domaine criminel
thread-records = Fiches nommées
thread-house = Dans cette maison
thread-with = { $officer } y travaille.
thread-nobody = Personne ne l’a pris.
thread-take = Je le prends
thread-hand-over = Transmettre à un collègue
thread-to-nobody = personne
thread-hand = Transmettre
thread-notes = Notes internes
thread-note = Note, qui ne sort jamais
thread-note-keep = Garder la note
thread-message = Message
template-in = Modèle en :
thread-to = À
thread-copies = Aussi à (codes des membres)
thread-subject = Objet
thread-text = Ce qui est dit ou voulu
about-name = Nom
about-born = Naissance
about-document = Numéro de document
thread-life = Une vie est en danger. Quelqu’un doit dire en quelques minutes qu’il s’en occupe ; sinon, appelez l’autre membre maintenant.
thread-life-does = Elle dépasse tout, sonne aussitôt là-bas, et une personne doit la confirmer en quelques minutes.
thread-life-new = Vie en danger : une personne doit confirmer
thread-caveat-text = Ce que signifie H3
crime-trafficking = Traite des êtres humains
crime-smuggling = Trafic de migrants
crime-child-abuse = Abus sexuels sur enfants
crime-missing-persons = Personnes disparues
crime-document-fraud = Fraude documentaire
crime-money-laundering = Blanchiment d’argent
crime-other = Autre infraction
template-identity-check = Merci de nous dire si cette personne vous est connue, sous quelles identités et quels documents, et si une photographie ou des empreintes sont détenues. | Motif : | Où et quand la personne a été rencontrée :
template-hit-confirmation = Merci de confirmer que la personne ou la chose de cette concordance est bien celle de votre fiche, et si ce que votre fiche demande vaut encore. | Ce que nous avons devant nous :
template-whereabouts = Merci de nous dire où se trouve ou se trouvait cette personne, et avec quelle certitude. Aucune mesure n’est demandée. | Dernière information chez nous :
template-criminal-record = Merci d’envoyer ce qui peut être transmis du casier de cette personne : condamnations avec infraction, tribunal, date et peine. | Procédure ici :
template-document-check = Merci de nous dire si ce document a été délivré par vous, à qui, jusqu’à quand il vaut, et s’il a été déclaré volé, perdu ou révoqué. | Émetteur et numéro lus : | Ce qui nous en fait douter :
template-subscriber-data = Merci de nous dire qui détenait ce numéro ou ce compte au moment indiqué, et d’où il était payé, dans la mesure où votre loi le donne à la police. | Numéro ou compte : | De et à, avec le fuseau horaire :
template-life-at-risk = Une vie est en danger. Ce qu’il faut, et pour quand : | Où la personne peut se trouver : | Appelez-nous aussitôt au :
