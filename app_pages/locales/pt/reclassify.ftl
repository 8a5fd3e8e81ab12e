# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

reclassify-title = Reclassificar
reclassify-intro =
    Outro modelo classifica todas as fotos do guarda-roupa, e esta página mostra o que mudaria. Nada muda sem o seu acordo.
reclassify-back = Voltar ao guarda-roupa
reclassify-empty = Ainda não há nada para reclassificar
reclassify-empty-why =
    Arrume primeiro algumas fotos. Depois, o guarda-roupa pode ser classificado por outro modelo a qualquer momento.
reclassify-start =
    { $count ->
        [1] Reclassificar uma peça
       *[other] Reclassificar { NUMBER($count) } peças
    }
reclassify-loading = A carregar o modelo
reclassify-progress =
    { $minutes ->
        [0] { NUMBER($number) } de { NUMBER($of) }, faltam cerca de { $seconds } s
       *[other] { NUMBER($number) } de { NUMBER($of) }, faltam cerca de { $minutes } min
    }
reclassify-left =
    { $left ->
        [1] Uma peça ainda não foi reclassificada. Os resultados abaixo são das outras.
       *[other] { NUMBER($left) } peças ainda não foram reclassificadas. Os resultados abaixo são das outras.
    }
reclassify-unreadable =
    { $count ->
        [1] A foto de uma peça perdeu-se ou está danificada. Essa peça fica como está.
       *[other] As fotos de { NUMBER($count) } peças perderam-se ou estão danificadas. Essas peças ficam como estão.
    }
reclassify-nothing =
    { $count ->
        [1] Nada mudaria: { $model } escolhe a gaveta em que a peça está.
       *[other] Nada mudaria: { $model } escolhe as gavetas em que estão todas as { NUMBER($count) } peças.
    }
reclassify-summary =
    { $count ->
        [1] { $model } moveria uma de { NUMBER($of) } peças
       *[other] { $model } moveria { NUMBER($count) } de { NUMBER($of) } peças
    }
reclassify-from = De
reclassify-to = Para
reclassify-items = Peças
reclassify-ticked = Marcadas
reclassify-other-drawers = outras
reclassify-leave-decided = Manter as gavetas escolhidas por mim: { NUMBER($count) }
reclassify-leave-unsure = Manter as peças de que { $model } não tem certeza: { NUMBER($count) }
reclassify-show = Mostrar
reclassify-show-all = Todas as mudanças
reclassify-show-some = De { $source } para { $target }
reclassify-tick-all = Marcar estas { NUMBER($count) }
reclassify-untick-all = Desmarcar estas { NUMBER($count) }
reclassify-now = Agora { $drawer }, { $sure }
reclassify-is-in = Agora { $drawer }
reclassify-now-decided = Agora { $drawer }, escolha sua
reclassify-then = { $drawer }, { $sure }
reclassify-move = Mover para “{ $drawer }”
reclassify-agree =
    { $moving ->
        [0] Guardar as previsões, não mover nada
        [1] Mover uma peça
       *[other] Mover { NUMBER($moving) } peças
    }
reclassify-agree-note =
    Todas as outras peças ficam onde estão. As novas previsões são guardadas ao lado das anteriores. Pode desfazer isto.
reclassify-done =
    { $moved ->
        [0] Nada foi movido; previsões de { $model } guardadas.
        [1] Uma peça movida e previsões de { $model } guardadas.
       *[other] { NUMBER($moved) } peças movidas e previsões de { $model } guardadas.
    }
