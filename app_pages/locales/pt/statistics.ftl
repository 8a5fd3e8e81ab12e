# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

statistics-empty = Ainda não há nada para contar. Arrume primeiro alguma roupa.
statistics-items = Peças
statistics-what =
    { $items ->
        [1] **Uma** peça nas gavetas
       *[other] **{ NUMBER($items) }** peças nas gavetas
    }, { $wears ->
        [0] nenhuma usada ainda.
        [1] usada **uma** vez.
       *[other] usadas **{ NUMBER($wears) }** vezes.
    }
statistics-show-never =
    { $count ->
        [1] Uma peça nunca foi usada
       *[other] { NUMBER($count) } peças nunca foram usadas
    }
statistics-drawers = Nas gavetas
statistics-drawers-alt = Peças em cada gaveta: { $drawers }
statistics-colours = Cores principais
statistics-colours-alt = Peças de cada cor principal: { $colours }
statistics-worn = Mais usadas
statistics-worn-none =
    Carregue em “{ worn-today }” na página de uma peça, ou para várias peças selecionadas, para contar quantas vezes são usadas.
statistics-prices = Preço por utilização
statistics-times-worn = Vezes usada
statistics-per-wear = Por utilização
statistics-judged = Quantas vezes o modelo acertou
statistics-judged-none = Ainda não decidiu sobre nenhuma peça que um modelo tenha classificado.
statistics-judged-what =
    { $decided ->
        [1] Decidiu sobre a gaveta de uma peça;
       *[other] Decidiu sobre as gavetas de { NUMBER($decided) } peças;
    } a primeira escolha do modelo estava certa em { NUMBER($right) }. Na maioria, são peças de que ele não tinha certeza, por
    isso esta não é a sua exatidão em todas as fotos.
statistics-right = Acertos
statistics-right-of = { $outcome }: { NUMBER($right) } de { NUMBER($decided) }
