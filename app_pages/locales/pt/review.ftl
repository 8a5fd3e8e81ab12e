# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

review-title = Rever
review-mode = Como rever
review-mode-one = Uma de cada vez
review-mode-drawer = Uma gaveta inteira
review-empty = Nada para rever
review-empty-why = As peças de que o modelo não tem certeza esperam aqui por uma decisão.
review-left =
    { $skipped ->
        [0] { $count ->
            [1] Falta uma
           *[other] Faltam { NUMBER($count) }
        }
       *[other] Faltam { NUMBER($count) }, { NUMBER($skipped) } das quais saltadas
    }
review-question = { $drawer }?
review-nothing = Onde fica?
review-no = Não, é algo que o modelo não conhece:
review-or = Ou é, afinal, uma destas?
review-yes = Sim: { $drawer }
review-other = Outra gaveta…
review-skip = Saltar
review-bin = Mover para o lixo
review-confidence = Confiança em cada classe
review-drawer = A gaveta segundo o modelo
review-untick = Desmarque o que não é “{ $drawer }” e confirme o resto.
review-confirm =
    { $count ->
        [1] Confirmar uma como { $drawer }
       *[other] Confirmar { NUMBER($count) } como { $drawer }
    }
review-filed =
    { $count ->
        [1] Uma peça movida para “{ $drawer }”.
       *[other] { NUMBER($count) } peças movidas para “{ $drawer }”.
    }
review-skipped = Saltada por agora.
review-bin-again = Outra vez: para o lixo
