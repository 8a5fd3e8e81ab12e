# Porque é que algo não é possível com o guarda-roupa ou com um ficheiro, e o que os comandos comunicam.

no-drawer-folder = O ficheiro não está na pasta de uma gaveta. Mova-o para uma.
import-after-many = Não foi lida, porque demasiadas fotos antes dela não puderam ser lidas. Importe sem elas.
not-as-stored = Esta não é uma foto na forma em que um guarda-roupa as guarda.
not-the-one = A foto não é a que estava na cópia de segurança.
refused-photo = { $path }: { $reason }

store-unopened = Não é possível abrir o guarda-roupa: { $reason }.
store-unwritten = Isto não foi guardado: { $reason }.
failure-disk-full = o disco está cheio. Liberte espaço e tente de novo
failure-read-only = não é possível escrever na pasta do guarda-roupa. Permita a escrita e tente de novo
failure-locked = outro programa está a usar a base de dados. Espere que termine e tente de novo
failure-disk-error = o disco comunicou um erro. Copie o que precisar para outro disco
failure-damaged = a base de dados está danificada. Execute: python -m wardrobe check
failure-database-away = a base de dados não responde. Tente de novo daqui a pouco
failure-storage-away = o armazenamento das fotos não responde. Tente de novo daqui a pouco
store-database-failed = Não é possível ler ou escrever a base de dados: { $reason }.
store-photos-unread = Não é possível ler as fotos: { $reason }.
store-not-restored = Nada foi restaurado: { $reason }.
store-needs-drawer = { $file } precisa de uma gaveta ou de uma previsão.
store-no-item = Não existe a peça { $number } neste guarda-roupa.
store-photo-gone = A foto de { $file } desapareceu. Talvez esteja numa cópia de segurança.
store-photo-damaged = A foto de { $file } está danificada. Adicione outra vez o ficheiro original.
store-photo-unreadable = Não é possível ler a foto de { $file }. { $reason }
store-changed-since =
    { $count ->
        [1] Entretanto, uma peça foi alterada de novo, talvez noutro separador. Essa alteração mantém-se.
       *[other] Entretanto, { $count } peças foram alteradas de novo, talvez noutro separador. Essas alterações mantêm-se.
    }
store-drawer-name = O nome da gaveta deve ter de 1 a { $longest } caracteres. Recebido: { $name }.
store-drawer-in-use =
    A gaveta { $drawer } não está vazia. Mova as suas peças, ou mude-lhe o nome para o da gaveta onde devem ficar.
details-no-table =
    Esperava-se um ficheiro CSV com as colunas sha256 e name, brand, size, price, source ou colours. Descarregue items.csv e
    preencha-o.
details-wrong-value =
    A linha { $row } ficou de fora: esperava-se um preço a partir de 0, textos de, no máximo, { $longest } caracteres, e de uma
    a quatro cores, como “navy; white”.
settings-no-folder = Não é possível criar { $folder }: { $reason }. Verifique WARDROBE_HOME.
settings-storage = WARDROBE_STORAGE deve ser { $local }, { $session } ou { $account }. Recebido: { $name }.
settings-session-minutes = { $name } deve ser um número inteiro de minutos, de 1 a { $most }. Recebido: { $value }.
settings-no-kept-wardrobe =
    WARDROBE_STORAGE é { $session }: cada sessão do navegador tem o seu guarda-roupa, a que nenhum comando chega. Mude para
    { $local } para usar o que está em WARDROBE_HOME.
settings-which-account =
    WARDROBE_STORAGE é account: cada pessoa tem um guarda-roupa. Indique um com --account ID. Existem: { $accounts }.
settings-no-accounts = Com --account, WARDROBE_STORAGE deve ser { $account }. Defina-o ou retire a opção.
settings-accounts-database =
    Esperava-se uma base de dados PostgreSQL em WARDROBE_DATABASE_URL e um armazenamento em WARDROBE_FILES_URL, ou nenhum dos
    dois. Sem eles, cada conta tem uma pasta em WARDROBE_HOME.
settings-accounts-sign-in =
    WARDROBE_STORAGE é account, mas ninguém pode entrar: { $reason }. Veja docs/deploy.md, Accounts.
accounts-not-signed-in = Entre primeiro.
accounts-not-deleted = Nem tudo foi eliminado: { $reason }. Tente de novo.

check-database-damaged =
    A base de dados está danificada: { $reason }. Nada foi alterado. Retire o ficheiro da base de dados e restaure uma cópia
    de segurança: python -m wardrobe restore FILE
check-no-photos =
    { $count ->
        [1] Há uma peça
       *[other] Há { $count } peças
    }, mas nenhuma foto. Verifique se o disco com as fotos está ligado e se WARDROBE_FILES_URL está certo. Nada foi alterado.
check-no-items =
    { $count ->
        [1] Há uma foto
       *[other] Há { $count } fotos
    }, mas nenhuma peça: a base de dados é nova, ou de outro guarda-roupa. Verifique WARDROBE_HOME e WARDROBE_DATABASE_URL, ou
    restaure uma cópia de segurança. Nada foi alterado.
check-many-orphans =
    Nenhuma peça corresponde a { $count } das { $photos } fotos: a base de dados pode ser antiga, ou de outro guarda-roupa.
    Verifique WARDROBE_HOME e WARDROBE_DATABASE_URL, ou restaure uma cópia de segurança. Nada foi alterado. Se a base de dados
    estiver certa, mova estas fotos para a pasta { $folder }.
check-many-gone =
    Faltam as fotos de { $count } das { $items } peças. Verifique se o disco com as fotos está ligado e se WARDROBE_FILES_URL
    está certo, ou restaure uma cópia de segurança. Nada foi alterado.
check-copies =
    { $count ->
        [1] Há uma cópia da base de dados, de um arranque anterior da aplicação,
       *[other] Há { $count } cópias da base de dados, de arranques anteriores da aplicação,
    } em { $folder }. Para usar a mais recente, pare a aplicação e execute: python -m wardrobe check --use-copy { $name }
check-copy-used = A cópia { $name } é agora a base de dados.
check-copy-aside = A base de dados anterior fica guardada como { $aside }.
check-no-copy = Não há nenhuma cópia { $name } em { $folder }. As cópias que lá estão: { $names }.
check-without-photo = { $file }: a foto desapareceu; a peça está no lixo. Talvez a foto esteja numa cópia de segurança.
check-damaged = { $file }: a foto está danificada. Talvez esteja intacta numa cópia de segurança.
check-lost-and-found =
    { $count ->
        [1] Uma foto a que nenhuma peça corresponde foi movida para { $folder }.
       *[other] { $count } fotos a que nenhuma peça corresponde foram movidas para { $folder }.
    }
check-leftovers =
    { $count ->
        [1] Um ficheiro inacabado ou por usar foi removido.
       *[other] { $count } ficheiros inacabados ou por usar foram removidos.
    }
check-done =
    { $count ->
        [1] 1 peça.
       *[other] { $count } peças.
    }
check-well =
    { $count ->
        [1] 1 peça, sem problemas.
       *[other] { $count } peças, sem problemas.
    }

no-photo-folder = A pasta { $folder } não existe. Indique a pasta que contém as fotos.
sort-into-file = { $folder } é um ficheiro. Indique a pasta de destino; não precisa de existir.
sort-into-itself = { $source } está em { $folder }, ou é a mesma pasta. Indique outra pasta de destino.
sort-unusable =
    Não é possível usar { $folder }: { $reason }. Resolvido isso, execute o mesmo comando para continuar.
sort-class-name = { $model } tem uma classe cujo nome não pode ser o de uma pasta: { $name }.
sort-not-moved = { $path } foi copiado, mas não é possível removê-lo: { $reason }.
sort-other-run = Outra execução está a arrumar em { $folder }. Espere que termine.
sort-workers-killed = Processos de trabalho foram terminados repetidamente; talvez falte memória. O que foi arrumado fica. Execute o mesmo comando outra vez para continuar, com menos --workers.
sort-ray-failed = O Ray não arranca: { $reason } O que foi arrumado fica. Execute o mesmo comando outra vez, ou com --engine local.
sort-no-ray = O Ray não está instalado. Execute: pip install -r requirements-scale.txt
sort-unread =
    { $count ->
        [1] Não foi possível ler 1 foto, que ficou onde estava.
       *[other] Não foi possível ler { $count } fotos, que ficaram onde estavam.
    }
photos-skipped =
    { $count ->
        [1] 1 ficheiro que não é uma foto foi ignorado.
       *[other] { $count } ficheiros que não são fotos foram ignorados.
    }
photos-none = Não há fotos nesse local. Indique ficheiros, ou pastas que contenham fotos.
table-not-ours =
    { $path } não é uma tabela escrita por este comando ({ $reason }). Retire-a, ou escolha outra pasta.
store-photo-twice = { $file } já é uma foto desta peça.
store-photo-of-other = { $file } já é uma foto da peça { $number }. Se forem a mesma peça, junte-as.
store-only-photo = { $file } é a única foto desta peça. Adicione primeiro outra, ou apague a peça.
check-lost-further = { $file }: uma das fotos desta peça desapareceu. Talvez esteja numa cópia de segurança.
