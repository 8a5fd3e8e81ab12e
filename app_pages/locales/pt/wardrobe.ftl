# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

find-drawers = Gavetas
find-in-group = { $group }
drawer-holds = { $drawer } · { NUMBER($count) }
waiting =
    { $count ->
        [1] Uma peça à espera de revisão
       *[other] { NUMBER($count) } peças à espera de revisão
    }
empty-title = O guarda-roupa está vazio
empty-what = Fotografe algumas peças de roupa. Cada uma vai para a sua gaveta, aqui.
empty-sort = Arrumar roupa
found =
    { $total ->
        [1] **{ NUMBER($count) }** de uma peça
       *[other] **{ NUMBER($count) }** de { NUMBER($total) } peças
    }
nothing-found = Nada no guarda-roupa corresponde. Retire um filtro, ou limpe todos.
clear-filters = Limpar filtros

find-text = Pesquisar
search-placeholder = Camisa vermelha, sapatos, um nome, uma marca, nota ou etiqueta
find-view = Imagens
view-cut-out = Recorte
view-photo = Foto
filters =
    { $count ->
        [0] Mais filtros e ordem
       *[other] Mais filtros e ordem ({ $count } ativos)
    }
find-colours = Cores
find-seasons = Estações
find-tags = Etiquetas
any = todas
find-sure = Confiança do modelo
find-since = Adicionadas desde
find-until = Adicionadas até
find-worn = Usadas
find-worn-any = Todas
find-worn-never = Nunca usadas
find-decided = Quem decidiu a gaveta
chosen-by-anyone = Qualquer um
chosen-by-you = Eu
chosen-by-model = O modelo
find-order = Ordem
order-newest = Mais recentes primeiro
order-oldest = Mais antigas primeiro
order-unsure = Menos certas primeiro
order-sure = Mais certas primeiro
order-drawer = Por gaveta
order-unworn = Há mais tempo sem uso primeiro
seasons = Estações
season-spring = Primavera
season-summer = Verão
season-autumn = Outono
season-winter = Inverno

alt-item = { $drawer }: { $file }
alt-no-photo = Sem imagem: a foto { $file } perdeu-se

select = Selecionar
selected =
    { $count ->
        [1] **Uma** selecionada
       *[other] **{ NUMBER($count) }** selecionadas
    }
select-all =
    { $count ->
        [1] Selecionar a peça encontrada
       *[other] Selecionar todas as { NUMBER($count) } encontradas
    }
select-none = Não selecionar nenhuma
edit = Editar
edit-many =
    { $count ->
        [1] Editar uma peça
       *[other] Editar { NUMBER($count) } peças
    }
move-to = Mover para a gaveta
unchanged = sem alteração
add-tags = Adicionar etiquetas
remove-tags = Remover etiquetas
tags-placeholder = escreva ou escolha uma etiqueta
none = nenhuma
set-seasons = Definir as estações
change-many =
    { $count ->
        [1] Aplicar
       *[other] Aplicar às { NUMBER($count) }
    }
changed-many =
    { $count ->
        [1] Uma peça alterada.
       *[other] { NUMBER($count) } peças alteradas.
    }
delete = Mover para o lixo
deleted =
    { $count ->
        [1] Uma peça movida para o lixo.
       *[other] { NUMBER($count) } peças movidas para o lixo.
    }

bin = Lixo
bin-holds = Lixo · { NUMBER($count) }
bin-what = As peças são apagadas de vez, com as suas fotos, após { $days } dias no lixo.
bin-empty = O lixo está vazio.
bin-left =
    { $days ->
        [0] apagada hoje
        [1] falta um dia
       *[other] faltam { $days } dias
    }
to-the-drawers = Ver as gavetas
restore = Restaurar
restored =
    { $count ->
        [1] Uma peça restaurada.
       *[other] { NUMBER($count) } peças restauradas.
    }
throw-away = Apagar de vez
throw-away-sure =
    { $count ->
        [1] Uma peça e a sua foto serão apagadas. Não é possível desfazer.
       *[other] { NUMBER($count) } peças e as suas fotos serão apagadas. Não é possível desfazer.
    }
thrown-away =
    { $count ->
        [0] Nada foi apagado.
        [1] Uma peça apagada de vez.
       *[other] { NUMBER($count) } peças apagadas de vez.
    }

own-drawers = As minhas gavetas
own-drawers-what = Gavetas para roupa que o modelo não conhece. As peças só vão para lá à mão.
drawer-add = Adicionar
drawer-added = Gaveta “{ $drawer }” adicionada.
drawer-parent = Pertence a
drawer-parent-by-name = decidir pelo nome
drawer-no-parent = nada
drawer-under = { $drawer } · { $group }
drawer-edit = Editar { $drawer }
drawer-edit-name = Novo nome
drawer-save = Guardar
drawer-remove = Remover { $drawer }
drawer-removed = Gaveta “{ $drawer }” removida.
drawer-renamed = “{ $old }” passou a chamar-se “{ $drawer }”.
drawer-placed = O lugar de “{ $drawer }” foi alterado.
drawer-merge-sure =
    { $count ->
        [0] Já existe uma gaveta “{ $drawer }”. “{ $old }” está vazia e será removida.
        [1] Já existe uma gaveta “{ $drawer }”. Uma peça passará para lá, e “{ $old }” será removida.
       *[other] Já existe uma gaveta “{ $drawer }”. { NUMBER($count) } peças passarão para lá, e “{ $old }” será removida.
    }
drawer-merge = Juntar a “{ $drawer }”
drawer-merged =
    { $count ->
        [1] “{ $old }” juntou-se a “{ $drawer }”: uma peça movida.
       *[other] “{ $old }” juntou-se a “{ $drawer }”: { NUMBER($count) } peças movidas.
    }
cancel = Cancelar
