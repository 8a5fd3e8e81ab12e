# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

sort-title = Arrumar a roupa
sort-intro =
    Adicione fotos de roupa para ver o que mostra cada uma e que certeza tem o modelo. Resulta melhor com uma peça ou um par por
    foto; quando uma foto mostra várias, pode arrumar cada uma à parte.
sort-empty =
    Estenda uma peça no chão, num lençol ou numa mesa, de modo a aparecer inteira. As fotos são lidas na memória do computador
    que mostra esta página, e nenhuma é guardada antes de carregar em Guardar.
sort-source = Onde estão as fotos
sort-source-files = Fotos
sort-source-folder = Uma pasta inteira
sort-source-camera = Câmara
sort-upload-files = Fotos
sort-upload-folder = Uma pasta de fotos
sort-camera = Fotografe uma peça de cada vez
sort-camera-name = câmara { $number }.jpg
sort-earlier =
    { $count ->
        [1] Uma foto adicionada antes.
       *[other] { NUMBER($count) } fotos adicionadas antes.
    }
sort-forget = Retirar
sort-options = Opções
sort-no-model = sem modelo: eu escolho a gaveta
sort-drawer = Gaveta
sort-progress = { NUMBER($number) } de { NUMBER($of) }: { $file }
sort-stopped =
    { $left ->
        [1] Parado. Uma foto não foi classificada.
       *[other] Parado. { NUMBER($left) } fotos não foram classificadas.
    }
sort-show-only = Mostrar só
sort-decide = Gaveta de { $file }
sort-decide-placeholder = Mover para…
sort-decide-other = Outra…
sort-save-others = Guardar também “Nenhuma destas”, para rever
sort-save =
    { $review ->
        [0] Guardar: { NUMBER($drawers) } em gavetas
       *[other] { $drawers ->
            [0] Guardar: { NUMBER($review) } para rever
           *[other] Guardar: { NUMBER($drawers) } em gavetas, { NUMBER($review) } para rever
        }
    }
sort-saving = A guardar { NUMBER($number) } de { NUMBER($of) }
sort-saved-known =
    { $count ->
        [1] Uma foto já estava no guarda-roupa.
       *[other] { NUMBER($count) } fotos já estavam no guarda-roupa.
    }
sort-left-unreadable =
    { $count ->
        [1] Não foi possível ler um ficheiro: { $files }.
       *[other] Não foi possível ler { NUMBER($count) } ficheiros: { $files }.
    }
sort-left-here =
    { $count ->
        [1] Uma foto ficou de fora e continua aqui: { $files }.
       *[other] { NUMBER($count) } fotos ficaram de fora e continuam aqui: { $files }.
    }
sort-not-saved =
    { $count ->
        [1] Uma foto não foi guardada e está outra vez na página Arrumar.
       *[other] { NUMBER($count) } fotos não foram guardadas e estão outra vez na página Arrumar.
    } { $reason }
sort-saved =
    { $review ->
        [0] Guardadas: { NUMBER($drawers) } em gavetas.
       *[other] Guardadas: { NUMBER($drawers) } em gavetas, { NUMBER($review) } à espera de revisão.
    }
sort-csv = Descarregar em CSV
sort-add = Adicionar fotos
sort-more =
    { $count ->
        [1] Uma foto: adicionar mais
       *[other] { NUMBER($count) } fotos: adicionar mais
    }
sort-upload-phone-camera = Uma foto da câmara do telemóvel
sort-no-camera =
    Sem HTTPS, o navegador não dá câmara a esta página: inicie a aplicação no computador com `{ $command }`, ou tire fotos
    abaixo com a câmara do telemóvel.
sort-example = Mostrar um exemplo
sort-examples = Exemplos desenhados.
sort-forgotten =
    { $count ->
        [1] Uma foto retirada da página.
       *[other] { NUMBER($count) } fotos retiradas da página.
    }
sort-leave-out = Retirar da página
welcome =
    Fotografe um monte de roupa. Cada peça vai sozinha para a sua gaveta, e a aplicação pergunta pelas que lhe deixam dúvidas.
welcome-picture = A roupa passa de um monte para as gavetas de uma cómoda
example-tag = exemplo
sort-save-example =
    { $review ->
        [0] Guardar os exemplos: { NUMBER($drawers) } em gavetas
       *[other] { $drawers ->
            [0] Guardar os exemplos: { NUMBER($review) } para rever
           *[other] Guardar os exemplos: { NUMBER($drawers) } em gavetas, { NUMBER($review) } para rever
        }
    }
sort-saved-archived =
    { $count ->
        [1] Uma destas peças já não é sua, como indicou; continua escondida.
       *[other] { NUMBER($count) } destas peças já não são suas, como indicou; continuam escondidas.
    } Para recuperar, escolha “{ archived-shown }” nos filtros do guarda-roupa.
