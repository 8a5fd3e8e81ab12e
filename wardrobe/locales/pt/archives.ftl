# O que está errado num ficheiro ZIP, numa cópia de segurança ou numa peça dentro dela.
# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

zip-none = Este ficheiro não é um ZIP, ou está incompleto. Descarregue-o ou copie-o outra vez.
zip-unreadable = Não é possível ler { $path }: { $reason }.
zip-locked = O ficheiro ZIP está protegido por palavra-passe. Desbloqueie-o primeiro.
zip-unusual = O ficheiro ZIP usa um método de compressão invulgar. Comprima-o de novo como ZIP normal.
zip-long-directory = O ficheiro ZIP contém demasiados ficheiros.
zip-many-members = O ficheiro ZIP contém { $count } ficheiros; o limite é { $limit }.
zip-overfull =
    Os ficheiros dentro do ZIP ocupariam { $mebibytes } MiB, muito mais do que fotos num ZIP de { $packed } MiB podem ocupar.
    Comprima as fotos de novo.
zip-no-member = { $name } não está no ficheiro ZIP.
zip-large-member = { $name }, no ficheiro ZIP, tem { $bytes } bytes; o limite é { $limit }.
zip-long-line = { $name }, no ficheiro ZIP, tem uma linha demasiado longa. O ficheiro está danificado.
zip-damaged-member =
    { $name }, no ficheiro ZIP, está danificado ou incompleto. Descarregue ou copie o ficheiro outra vez.
zip-nameless-member = Um ficheiro dentro do ZIP não tem nome e não pode ser lido.
zip-is-backup = Este ficheiro ZIP é uma cópia de segurança de um guarda-roupa. Restaure-o em vez de o importar.
folder-is-backup = Esta pasta é uma cópia de segurança descomprimida. Comprima-a num ZIP e restaure esse ficheiro.

backup-none = Este ficheiro ZIP não é uma cópia de segurança de um guarda-roupa.
backup-newer = A cópia de segurança foi escrita por uma versão mais recente do programa. Atualize o programa.
backup-damaged = A cópia de segurança está danificada: em { $file }, { $reason }.
backup-many-items = A cópia de segurança contém mais de { $limit } peças.
backup-other-count =
    { $expected ->
        [1] A cópia de segurança está danificada: esperava-se 1 peça, encontraram-se { $received }.
       *[other] A cópia de segurança está danificada: esperavam-se { $expected } peças, encontraram-se { $received }.
    }
backup-item-damaged = A peça { $number } da cópia de segurança está danificada: { $reason }.
backup-item-twice = A peça { $number } da cópia de segurança, { $file }, está lá duas vezes.
backup-item-without-photo = { $file }: a foto falta na cópia de segurança, ou está danificada.
backup-not-restorable = Não seria possível restaurar { $file } a partir de uma cópia de segurança: { $reason }.
backup-over-other-file = { $path } já existe e não é uma cópia de segurança. Escolha outro nome.
backup-over-earlier =
    O guarda-roupa está vazio, e { $path } é uma cópia de segurança anterior. Escolha outro nome.
backup-unwritten = Não é possível escrever { $path }: { $reason }.
backup-written =
    { $count ->
        [1] { $path }: 1 peça.
       *[other] { $path }: { $count } peças.
    }
backup-restored =
    { $count ->
        [1] 1 peça restaurada; já existentes: { $known }; recusadas: { $refused }.
       *[other] { $count } peças restauradas; já existentes: { $known }; recusadas: { $refused }.
    }

# Depois de dois pontos, numa das mensagens acima.
format-no-json = não é o JSON esperado
format-missing = falta { $field }
format-wrong = { $field } deveria ser { $expected }, mas é { $found }
format-object = um objeto
format-text = um texto de { $shortest } a { $longest } caracteres
format-form = da forma { $form }
format-names = uma lista de textos diferentes
format-words = uma lista de palavras diferentes de entre { $allowed }
format-word = { $allowed }
format-flag = true ou false
format-whole = um número inteiro de { $low } a { $high }
format-share = um número de 0 a 1
format-number = um número de 0 a { $most }
format-days = uma lista de dias diferentes
format-time = uma hora sem fuso horário
format-list = uma lista de, no máximo, { $most }
format-rectangle = o retângulo do recorte deveria ser formado por quatro números de 0 a 1, mas é { $found }
format-colour-twice = colours indica a mesma cor duas vezes
format-probabilities = probabilities deveriam ser números de 0 a 1 que somam 1
format-label = label deveria ser uma das classes em probabilities
format-confidence = confidence não deveria ser superior à probabilidade da etiqueta
format-setting-name = settings tem um nome demasiado longo
format-not-the-same = é demasiado longo, ou lê-se de forma diferente daquela em que foi escrito
backup-photo-lost =
    { $file }: esta outra foto de uma peça falta na cópia de segurança, ou está danificada. A peça é restaurada sem ela.
format-photo-twice = photos indica a mesma foto duas vezes
backup-many-damaged =
    A cópia de segurança está danificada: não é possível ler { $count } das suas peças. Use uma cópia de segurança anterior.
