# "Porquê esta resposta?", nas páginas Separar e Peça.

why-title = Porquê esta resposta?
why-working = A tapar uma parte da foto de cada vez…
why-model-missing = { $missing } fez a previsão e já não está disponível. { $model } explica a sua própria resposta.
why-photo-gone = A foto { $file } já não está na página. Volte a adicioná-la.
why-says-class =
    { $model } diz **{ $answer }**, com { NUMBER($share, style: "percent") } de certeza. A seguir vem **{ $rival }**,
    com { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-none =
    { $model } diz **{ $answer }**, com { NUMBER($share, style: "percent") } de certeza. Das suas classes, a seguir vem **{ $rival }**,
    com { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-corrected =
    { $model } diz **{ $answer }**, com { NUMBER($share, style: "percent") } de certeza. A **{ $rival }**, a gaveta
    escolhida, dá { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-says-group =
    { $model } tem a certeza do grupo: { $group }, { NUMBER($group_share, style: "percent") }. Nele, **{ $answer }** tem
    { NUMBER($share, style: "percent") } e **{ $rival }**
    { NUMBER($rival_share, style: "percent", maximumSignificantDigits: 2) }.
why-pieces =
    A foto mostra várias peças, e o modelo vê a imagem inteira. Uma foto de uma só peça dá uma resposta mais clara.

why-support-title = O que aponta para { $answer }
why-difference-title = { $answer } em vez de { $rival }
why-legend-for = tapada, o modelo tem menos certeza de que é { $answer }
why-legend-against = tapada, tem mais certeza
why-legend-answer = aponta para { $answer }
why-legend-rival = aponta para { $rival }
why-finding-place =
    O que mais conta está { $place }: com essa parte tapada, a certeza desce de { NUMBER($share, style: "percent") }
    para { NUMBER($lowest, style: "percent") }.
why-finding-everywhere =
    Nenhuma parte decide sozinha. Seja qual for a parte tapada, a certeza de { NUMBER($share, style: "percent") } fica
    em { NUMBER($lowest, style: "percent") } ou mais.
why-finding-beside =
    { NUMBER($beside, style: "percent") } do que aponta para a resposta está ao lado da peça. Outro fundo ou outro
    recorte pode mudar a resposta.
why-pair-both = O que está { $first } aponta mais para { $answer }; o que está { $second }, mais para { $rival }.
why-pair-answer = O que está { $first } aponta mais para { $answer }. Nenhuma parte aponta claramente para { $rival }.
why-pair-rival =
    O que está { $second } aponta para { $rival }. Nenhuma parte, sozinha, aponta claramente para { $answer }.
why-pair-neither = Nenhuma parte, sozinha, distingue { $answer } de { $rival }.
why-how =
    Para estes mapas tapam-se { $places } partes da imagem, uma de cada vez, e pergunta-se ao modelo de todas as vezes.
why-place-top-left = em cima, à esquerda
why-place-top-centre = em cima
why-place-top-right = em cima, à direita
why-place-middle-left = à esquerda
why-place-middle-centre = ao centro
why-place-middle-right = à direita
why-place-bottom-left = em baixo, à esquerda
why-place-bottom-centre = em baixo
why-place-bottom-right = em baixo, à direita

why-near-title = As imagens mais parecidas do Fashion-MNIST
why-near-working = A comparar com 1000 imagens do Fashion-MNIST…
why-near-one = { $drawer }, { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }
why-near-votes =
    { $count ->
        [1] Uma destas { $total } mostra { $drawer }.
       *[other] { NUMBER($count) } destas { $total } mostram { $drawer }.
    }
why-near-no-class = O Fashion-MNIST não tem a classe { $drawer }.
why-near-near =
    A primeira chega a { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, em que 1 é igual. É
    o que as imagens do conjunto têm em comum com a mais próxima.
why-near-far =
    A primeira chega a { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, em que 1 é igual. De
    20 imagens do conjunto, 19 têm outra que chega a
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } ou mais. A foto é diferente do que o
    Fashion-MNIST mostra: imagens de uma loja, em cinzento, com 28×28 píxeis.
why-near-unlike =
    A primeira chega só a { NUMBER($similarity, minimumFractionDigits: 2, maximumFractionDigits: 2) }, em que 1 é igual;
    de 20 imagens do conjunto, 19 têm outra que chega a
    { NUMBER($usual, minimumFractionDigits: 2, maximumFractionDigits: 2) } ou mais. Nada no Fashion-MNIST se parece com
    esta foto, e estas imagens não explicam a resposta.
why-near-none = Este modelo não consegue comparar a foto com outras imagens.

why-models-title = A mesma foto para cada modelo
why-model-answer = { $model }: { $answer }, { NUMBER($share, style: "percent") }
why-models-what =
    Cada imagem é tudo o que o modelo recebe. Os modelos para 28×28 píxeis veem a peça como no Fashion-MNIST, clara
    sobre preto, sem as cores.
