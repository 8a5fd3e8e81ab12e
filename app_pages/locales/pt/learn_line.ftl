# Onde o texto diz «um», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

learn-slope = Declive w
learn-intercept = Ordenada na origem b
learn-cost = Custo
learn-step = Passo
learn-steps = Passos
learn-epochs = Épocas
learn-rate = Taxa de aprendizagem
learn-momentum = Momento
learn-fit = Uma reta por três pontos
learn-fit-what =
    O custo é a soma dos erros ao quadrado, desenhados a laranja. Cada ponto do mapa é uma reta; os anéis são retas com o mesmo
    custo. Procura-se a reta com custo 0.
learn-lines = Retas da aula
learn-gradient = O gradiente: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = A reta com declive { $w } e ordenada na origem { $b } tem custo { $cost }.

learn-walk = Encosta abaixo, passo a passo
learn-walk-what =
    A descida do gradiente começa em w = 2, b = 2. Cada passo vai contra o gradiente, tão longe quanto a taxa de aprendizagem
    manda. O momento acrescenta uma parte do passo anterior.
learn-plain = Descida do gradiente simples
learn-with-momentum = Com momento
learn-rate-slow = A taxa é **pequena de mais**: depois de todos os passos, o custo ainda é { $cost }.
learn-rate-right = A taxa está **certa**: o custo desce para { $cost }.
learn-rate-zigzags =
    A taxa é **quase grande de mais**: cada passo atravessa o vale. O custo desce para { $cost }; acima de uma taxa de
    { $limit }, o caminho diverge.
learn-rate-diverges =
    A taxa é **grande de mais**: o caminho diverge. Cada passo termina mais longe do que começou. O limite é 2 dividido pela maior
    curvatura da superfície, { $limit }.
learn-walk-alt =
    { $steps ->
        [1] Depois de um passo, o custo é { $plain }; com momento, { $momentum }.
       *[other] Depois de { NUMBER($steps) } passos, o custo é { $plain }; com momento, { $momentum }.
    }

learn-batches = Todos os pontos, alguns ou um
learn-batches-what =
    { NUMBER($points) } pontos com ruído estão à volta da reta. Uma época lê cada um deles uma vez. Lotes pequenos atualizam
    mais vezes pelo caminho, e os seus caminhos são mais irregulares.
learn-size-batch = Todos os { NUMBER($size) } pontos (lote): { NUMBER($updates) } atualizações, custo { $cost }
learn-size-mini = { NUMBER($size) } pontos (minilote): { NUMBER($updates) } atualizações, custo { $cost }
learn-size-online = { NUMBER($size) } ponto (em linha): { NUMBER($updates) } atualizações, custo { $cost }
