# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

backup-title = Cópia de segurança
backup-empty =
    O guarda-roupa está vazio, por isso não há nada para copiar. Arrume primeiro algumas fotos, ou importe-as abaixo.
backup-download = Descarregar
backup-what =
    { $items ->
        [1] Uma peça
       *[other] { NUMBER($items) } peças
    } no guarda-roupa{ $bin ->
        [0] .
        [1] , e uma no lixo.
       *[other] , e { NUMBER($bin) } no lixo.
    }
backup-download-zip = Cópia de segurança
backup-download-folders = Pastas arrumadas
backup-download-csv = Tabela das peças
backup-which =
    A cópia de segurança é um ficheiro ZIP com as fotos, as alterações e todas as previsões. Restaurá-la devolve exatamente o
    mesmo guarda-roupa. As pastas arrumadas contêm apenas as fotos, uma pasta por gaveta, sem as peças à espera de revisão. A
    tabela abre em qualquer folha de cálculo.
backup-many = Para um guarda-roupa deste tamanho, `{ $command }` é mais rápido e precisa de menos memória.
backup-missing =
    Algumas fotos perderam-se ou estão danificadas e, por isso, não estão nestes ficheiros. MISSING.txt, em cada ficheiro,
    indica o que falta:

backup-restore = Restaurar uma cópia de segurança
backup-restore-what =
    Um guarda-roupa vazio fica exatamente igual ao que foi copiado. Um guarda-roupa com peças conserva-as e recebe as que lhe
    faltam.
backup-restore-file = Uma cópia de segurança, em ficheiro ZIP
backup-restore-large = Ficheiros maiores podem ser restaurados com `{ $command }`.
backup-restore-now = Restaurar

backup-import = Importar fotos já arrumadas
backup-import-what =
    O nome de cada pasta é a gaveta das suas fotos: **calças** ou **casaco**, por exemplo, ou uma gaveta própria,
    como **cachecóis**. Nenhum modelo intervém.
backup-import-source = Onde estão as fotos
backup-import-folder = Uma pasta
backup-import-zip = Um ficheiro ZIP
backup-import-folder-file = Uma pasta com uma pasta por gaveta
backup-import-zip-file = Um ficheiro ZIP com uma pasta por gaveta
backup-import-now = Importar

backup-progress = { NUMBER($number) } de { NUMBER($of) } fotos
backup-done-restore =
    { $count ->
        [0] Não havia nada de novo para restaurar.
        [1] Uma peça restaurada.
       *[other] { NUMBER($count) } peças restauradas.
    }
backup-done-import =
    { $count ->
        [0] Não havia nada de novo para importar.
        [1] Uma peça importada.
       *[other] { NUMBER($count) } peças importadas.
    }
backup-done-stopped =
    { $count ->
        [1] Interrompido depois de adicionar uma peça.
       *[other] Interrompido depois de adicionar { NUMBER($count) } peças.
    }
backup-done-known =
    { $count ->
        [1] Uma já estava no guarda-roupa.
       *[other] { NUMBER($count) } já estavam no guarda-roupa.
    }
backup-done-refused =
    { $count ->
        [1] Uma foi recusada.
       *[other] { NUMBER($count) } foram recusadas.
    }
backup-done-skipped =
    { $count ->
        [1] Um ficheiro que não é uma foto foi ignorado.
       *[other] { NUMBER($count) } ficheiros que não são fotos foram ignorados.
    }
backup-refused =
    { $count ->
        [1] Porque foi recusada uma
       *[other] Porque foram recusadas { NUMBER($count) }
    }

details-title = Nomes e detalhes a partir de uma tabela
details-what =
    Descarregue a tabela das peças, preencha as colunas name, brand, size, price, source e colours numa folha de cálculo,
    guarde-a como CSV e carregue-a aqui. As outras colunas não são lidas.
details-file = A tabela, em CSV
details-now = Ler a tabela
details-done =
    { $count ->
        [0] A tabela não altera nada.
        [1] Detalhes de uma peça alterados.
       *[other] Detalhes de { NUMBER($count) } peças alterados.
    }
details-unknown =
    { $count ->
        [1] Uma linha é de uma peça que não existe neste guarda-roupa.
       *[other] { NUMBER($count) } linhas são de peças que não existem neste guarda-roupa.
    }
